import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Package } from "./workspace.ts";

export interface EntryPoints {
  /** Relative to the package's src/. */
  readonly sources: readonly string[];
  /** Modules that are named and have no source. */
  readonly missing: readonly string[];
}

/**
 * All modules that a package names in its package.json and its settings schema: what `exports`, `oclif`, `ainative` and
 * `x-setup` call `./dist/x.js` is made from `src/x.ts`.
 */
export function entryPointsOf(pkg: Package): EntryPoints {
  const modules = [exportedModules, contributedModules, setupModule, hookModules, commandModule];
  const named = modules.flatMap((modulesOf) => modulesOf(pkg)).map(sourceOf);
  const [sources, missing] = [true, false].map((there) => named.filter((path) => existsSync(join(pkg.folder, "src", path)) === there));
  return { sources: [...new Set([...(sources ?? []), ...commandSources(pkg)])].sort(), missing: missing ?? [] };
}

function exportedModules({ json }: Package): string[] {
  const targets = Object.values(json.exports ?? {}).map((target) => (typeof target === "string" ? target : target["default"]));
  return targets.filter((target): target is string => target?.endsWith(".js") === true);
}

function contributedModules({ json }: Package): string[] {
  return [...(json.ainative?.providers ?? []), ...(json.ainative?.tools ?? [])].map(({ module }) => module);
}

/** The module that tries settings out. */
function setupModule({ folder, json }: Package): string[] {
  const settings = json.ainative?.settings;
  if (settings === undefined) return [];
  const schema = JSON.parse(readFileSync(join(folder, settings), "utf8")) as { readonly "x-setup"?: { readonly test?: string } };
  const test = schema["x-setup"]?.test;
  return test === undefined ? [] : [test];
}

function hookModules({ json }: Package): string[] {
  return Object.values(json.oclif?.hooks ?? {}).flat();
}

/** Where oclif finds commands: in the one module that is named, or in every module of the folder that is. */
function commandTarget({ json }: Package): string | undefined {
  const commands = json.oclif?.commands;
  return typeof commands === "object" ? commands.target : commands;
}

function commandModule(pkg: Package): string[] {
  const target = commandTarget(pkg);
  return target?.endsWith(".js") === true ? [target] : [];
}

function commandSources(pkg: Package): string[] {
  const target = commandTarget(pkg);
  if (target === undefined || target.endsWith(".js")) return [];
  const folder = target.replace(/^\.\/dist\//, "");
  return globSync(`${folder}/**/*.ts`, { cwd: join(pkg.folder, "src") });
}

function sourceOf(built: string): string {
  return built.replace(/^\.\/dist\//, "").replace(/(\.js)?$/, ".ts");
}
