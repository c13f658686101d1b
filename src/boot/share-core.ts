import { readFileSync } from "node:fs";
import { registerHooks, type ResolveHookSync } from "node:module";

interface PackageJson {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly oclif?: { readonly plugins?: readonly string[] };
}

/** What this package imports of the contract. */
const contract = "@ainative-code/sdk/oclif";

/** Where the packages that are shared stand beside it, each in one file. */
const places: ReadonlyMap<string, string> = new Map([
  ["@oclif/core", "../oclif-core/index.js"],
  ["semver", "../semver/index.js"],
]);

/**
 * Lets the plugins that come with this package use the core of oclif that is running, in place of a second one that takes
 * 30 ms to load, and one file in place of the 46 of semver. What the user installed gets what it asks for, from its own folders. `here` is the URL of the folder of
 * this package.
 */
export function shareCore(here: string): void {
  const shared = new Map<string, boolean>();
  const resolve: ResolveHookSync = (specifier, context, nextResolve) => {
    const place = places.get(specifier);
    if (place === undefined) return nextResolve(specifier, context);
    const asking = bundledPlugin(here, context.parentURL);
    if (asking === undefined) return nextResolve(specifier, context);
    const running = new URL(place, nextResolve(contract, { ...context, parentURL: here }).url).href;
    const key = `${specifier} ${asking}`;
    if (!shared.has(key)) shared.set(key, serves(running, asking, specifier));
    return shared.get(key) === true ? nextResolve(running, context) : nextResolve(specifier, context);
  };
  registerHooks({ resolve });
}

/** The URL of the folder of the plugin that a module belongs to; `undefined` for all that did not come with this package. */
function bundledPlugin(here: string, module = ""): string | undefined {
  const folder = foldersOfPackages(here).find((url) => module.startsWith(url));
  if (folder === undefined) return undefined;
  const path = module.slice(folder.length);
  const [name = ""] = /^(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? [];
  const isOfAnother = path.includes("/node_modules/");
  return !isOfAnother && packageIn(here).oclif?.plugins?.includes(name) === true ? `${folder}${name}/` : undefined;
}

/** Where npm puts what this package depends on: inside it, or beside it. */
function foldersOfPackages(here: string): readonly string[] {
  const inside = new URL("node_modules/", here).href;
  return /\/node_modules\/[^/]+\/$/.test(here) ? [inside, new URL("../", here).href] : [inside];
}

/** Whether the package that is shared is one that the plugin asks for. */
function serves(running: string, plugin: string, name: string): boolean {
  const wanted = /^\^(\d+)\.(\d+)\.(\d+)$/.exec(packageIn(plugin).dependencies?.[name] ?? "");
  const given = /^(\d+)\.(\d+)\.(\d+)$/.exec(packageIn(running).version ?? "");
  return wanted !== null && given !== null && wanted[1] === given[1] && numberOf(wanted) <= numberOf(given);
}

function numberOf([, major, minor, patch]: readonly string[]): number {
  return (Number(major) * 1e4 + Number(minor)) * 1e4 + Number(patch);
}

function packageIn(folder: string): PackageJson {
  return JSON.parse(readFileSync(new URL("package.json", folder), "utf8")) as PackageJson;
}
