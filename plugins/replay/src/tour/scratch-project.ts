import { cp, mkdtemp, readdir, readFile, realpath, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { pluginRoot } from "../plugin-root.ts";

export interface ScratchProject {
  /** Absolute, symlinks resolved. */
  readonly folder: string;
  /** Paths of the files whose content is not what it was at the start, new and deleted ones too; `/` between names. */
  changedFiles(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** Makes a fresh copy of the project that the bundled tape was recorded in. */
export async function scratchProject(): Promise<ScratchProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "ainative-code-demo-")));
  await cp(join(pluginRoot(), "demo", "project"), folder, { recursive: true });
  const original = await contents(folder);
  await setTimes(folder, [...original.keys()]);
  return {
    folder,
    changedFiles: async () => {
      const now = await contents(folder);
      return [...new Set([...original.keys(), ...now.keys()])].filter((path) => original.get(path) !== now.get(path)).toSorted();
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Some tools list the newest files first: the first by name is made the newest, a minute before the next one. */
async function setTimes(folder: string, paths: readonly string[]): Promise<void> {
  const newest = Date.UTC(2026, 0, 1) / 1000;
  await Promise.all(paths.toSorted().map((path, index) => utimes(join(folder, path), newest - 60 * index, newest - 60 * index)));
}

async function contents(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string): Promise<readonly [name: string, text: string]> => [
    relative(folder, path).replaceAll(sep, "/"),
    await readFile(path, "utf8"),
  ];
  return new Map(await Promise.all(files.map(read)));
}
