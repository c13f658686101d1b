import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the build reads of a package.json. */
export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly oclif?: {
    readonly commands?: string | { readonly strategy: string; readonly target: string };
    readonly hooks?: Readonly<Record<string, string | readonly string[]>>;
  };
  readonly ainative?: {
    readonly providers?: readonly { readonly module: string }[];
    readonly tools?: readonly { readonly module: string }[];
    readonly settings?: string;
  };
}

export interface Package {
  /** Absolute. */
  readonly folder: string;
  readonly json: PackageJson;
}

export const root = join(import.meta.dirname, "../..");

/** The root and every folder of plugins/ that has a package.json. */
export function readWorkspace(): { readonly host: Package; readonly plugins: readonly Package[] } {
  const folders = readdirSync(join(root, "plugins"))
    .map((name) => join(root, "plugins", name))
    .filter((folder) => existsSync(join(folder, "package.json")));
  return { host: readPackage(root), plugins: folders.map(readPackage) };
}

function readPackage(folder: string): Package {
  return { folder, json: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson };
}
