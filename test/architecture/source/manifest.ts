import type { Tree } from "./tree.ts";

/** The parts of a package.json that the rules read. */
export interface Manifest {
  /** The folder of the package within the tree; empty for the root. */
  readonly folder: string;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly optionalDependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly peerDependencies: readonly string[];
  readonly overrides: readonly string[];
  /** What it contributes, by `package.json#ainative`. */
  readonly providers: readonly string[];
  readonly providerModules: readonly string[];
  readonly toolModules: readonly string[];
  readonly spawns: boolean;
  /** Its public entries: `.` and `./sub`, with the source file of each, relative to the tree. */
  readonly entries: ReadonlyMap<string, string>;
}

export function manifestsOf(tree: Tree): readonly Manifest[] {
  return [...tree].flatMap(([path, text]) => (/^(plugins\/[^/]+\/)?package\.json$/.test(path) ? [manifestOf(path, text)] : []));
}

/** Reads a package.json by its path in the tree. */
export function manifestOf(path: string, text: string): Manifest {
  const json: unknown = JSON.parse(text);
  const folder = path.slice(0, -"/package.json".length);
  const ainative = member(json, "ainative");
  return {
    folder: path === "package.json" ? "" : folder,
    name: asText(member(json, "name")),
    dependencies: keys(member(json, "dependencies")),
    optionalDependencies: keys(member(json, "optionalDependencies")),
    devDependencies: keys(member(json, "devDependencies")),
    peerDependencies: keys(member(json, "peerDependencies")),
    overrides: keys(member(json, "overrides")),
    providers: list(member(ainative, "providers")).map((one) => asText(member(one, "id"))),
    providerModules: list(member(ainative, "providers")).map((one) => asText(member(one, "module"))),
    toolModules: list(member(ainative, "tools")).map((one) => asText(member(one, "module"))),
    spawns: member(member(ainative, "rights"), "spawn") === true,
    entries: entriesOf(folder, member(json, "exports")),
  };
}

function entriesOf(folder: string, exports: unknown): Map<string, string> {
  return new Map(
    keys(exports).flatMap((entry): [string, string][] => {
      const source = member(member(exports, entry), "ainative-source");
      return typeof source === "string" ? [[entry, `${folder}/${source.replace("./", "")}`]] : [];
    }),
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function keys(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
