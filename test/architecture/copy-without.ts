import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const copied = ["bin", "src", "scripts", "plugins", "test/architecture", "package.json", "tsconfig.json"];
const left = new Set(["node_modules", "dist", ".cache"]);
const own = "@ainative-code";

/** Copies what the build needs into `target`, without some plugins and their lines in package.json. Packages are linked. */
export function copyWithout(plugins: readonly string[], root: string, target: string): void {
  for (const path of copied) {
    cpSync(join(root, path), join(target, path), { recursive: true, filter: (source) => !left.has(basename(source)) });
  }
  for (const plugin of plugins) rmSync(folderOf(plugin, target), { recursive: true });
  writeFileSync(join(target, "package.json"), JSON.stringify(withoutPlugins(plugins, join(root, "package.json"))));
  linkPackages(root, target);
}

function withoutPlugins(plugins: readonly string[], path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"), (key, value: unknown) => {
    if (plugins.includes(key)) return undefined;
    return Array.isArray(value) ? value.filter((one) => !plugins.includes(String(one))) : value;
  });
}

/** Every package of the original by a link, our own by links into the copy: what was removed can't be found. */
function linkPackages(root: string, target: string): void {
  const modules = join(target, "node_modules");
  mkdirSync(join(modules, own), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== own) symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  for (const name of readdirSync(join(target, "plugins"))) {
    const folder = join(target, "plugins", name);
    symlinkSync(folder, join(modules, nameOf(folder)));
    const nested = join(root, "plugins", name, "node_modules");
    if (existsSync(nested)) symlinkSync(nested, join(folder, "node_modules"));
  }
}

function folderOf(plugin: string, root: string): string {
  const found = readdirSync(join(root, "plugins")).find((name) => nameOf(join(root, "plugins", name)) === plugin);
  if (found === undefined) throw new Error(`no folder of plugins/ is the package ${plugin}`);
  return join(root, "plugins", found);
}

function nameOf(folder: string): string {
  const json: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return typeof json === "object" && json !== null && "name" in json ? String(json.name) : "";
}
