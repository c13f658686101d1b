import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile, Plugin } from "esbuild";
import { root } from "./workspace.ts";

/** Modules that are to come in one file each, by the name of that file, first those that more entry points load. */
export interface Gathering {
  readonly name: string;
  /** Paths relative to the repository. */
  readonly modules: readonly string[];
  /** The entry points that load them all. */
  readonly entries: ReadonlySet<string>;
}

/** Entry points, as paths relative to the repository. */
export interface Loaders {
  /** Every command comes after them. */
  readonly hooks: readonly string[];
  /** The command whose start counts most. */
  readonly command: string;
  /** What that command imports on its way to the first request. */
  readonly talk: readonly string[];
}

/**
 * Splitting makes a file of every set of modules that the same entry points reach: with a hundred entry points that is a
 * hundred small files to start with, each of which takes a third of a millisecond to find, read and link. Where all entry points
 * reach all of the modules, it is one.
 */
export function gather(gatherings: readonly Gathering[]): Plugin {
  const filter = /^gathered:/;
  return {
    name: "gather",
    setup(build) {
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: "gathered", sideEffects: true }));
      build.onLoad({ filter: /.*/, namespace: "gathered" }, ({ path }) => {
        const modules = gatherings.find(({ name }) => path === `gathered:${name}`)?.modules ?? [];
        return { contents: modules.map((module) => `import ${JSON.stringify(join(root, module))};`).join("\n"), resolveDir: root, loader: "js" };
      });
      build.onLoad({ filter: /\/src\/.*\.ts$/, namespace: "file" }, ({ path }) => {
        const names = gatherings.filter(({ entries }) => entries.has(path.slice(root.length + 1))).map(({ name }) => name);
        if (names.length === 0) return undefined;
        const imports = names.map((name) => `import "gathered:${name}";`);
        return { contents: [...imports, readFileSync(path, "utf8")].join(" "), loader: "ts" };
      });
    },
  };
}

/** What is loaded together, from the metafile of a bundle that was split: by all entry points, by commands, and by talk. */
export function gatheringsOf({ outputs }: Metafile, { hooks, command, talk }: Loaders): readonly Gathering[] {
  const modulesBy = (entries: readonly string[]): readonly string[] => [...loadedBy(outputs, entries)];
  const entries = Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  const missing = [...hooks, command, ...talk].filter((path) => !entries.includes(path));
  if (missing.length > 0) throw new Error(`no entry points of the bundle: ${missing.join(", ")}`);
  const everywhere = new Set(modulesBy(hooks));
  const commands = new Set(modulesBy([command]).filter((module) => !everywhere.has(module)));
  const talking = new Set(modulesBy([command, ...talk]).filter((module) => !everywhere.has(module) && !commands.has(module)));
  const usesTalk = (entry: string): boolean => modulesBy([entry]).some((module) => talking.has(module));
  return [
    { name: "start", modules: [...everywhere], entries: new Set(entries) },
    { name: "command", modules: [...commands], entries: new Set(entries.filter((entry) => !hooks.includes(entry))) },
    { name: "talk", modules: [...talking], entries: new Set(entries.filter(usesTalk)) },
  ];
}

/** Our own modules that come with these entry points, and may come with others as well. */
function loadedBy(outputs: Metafile["outputs"], entries: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === "import-statement" && outputs[path] !== undefined) visit(path);
  };
  for (const [file, { entryPoint }] of Object.entries(outputs)) if (entryPoint !== undefined && entries.includes(entryPoint)) visit(file);
  const inputs = [...files].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {}));
  return new Set(inputs.filter((path) => path.endsWith(".ts") && !entries.includes(path)));
}
