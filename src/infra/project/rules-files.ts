import { realpath, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { Rules } from "../../core/context/rules.ts";
import { rulesOfFolder } from "./rules-of-folder.ts";
import { boundedRules } from "./rules-text.ts";
import type { ImportPlaces } from "./with-imports.ts";

export interface RulesPlaces {
  readonly cwd: string;
  readonly home: string;
  /** The user's config folder: rules there hold everywhere. */
  readonly config: string;
  /** Hears a sentence about what is not taken as it was meant. */
  readonly onNotice?: (text: string) => void;
}

/**
 * The user's own rules for agents, then those from the root of the repository down to `cwd`, nearest last. Outside a
 * repository only those of `cwd` itself count. What can't be read is left out, and so is what lies outside of the
 * repository, or of `cwd`. Where there is more than is taken, the nearest rules come first.
 */
export async function readProjectRules(places: RulesPlaces): Promise<readonly Rules[]> {
  const { cwd, config, onNotice = () => undefined } = places;
  const folders = await foldersDownTo(cwd);
  const top = folders[0] ?? cwd;
  const imports = await importPlaces(places, top);
  const own = await rulesOfFolder(config, config, { ...imports, within: imports.within.slice(1) });
  const found = await Promise.all(folders.map(async (folder) => rulesOfFolder(folder, top, imports)));
  return boundedRules(unique([...own, ...found.flat()]), onNotice);
}

/** The rules of the folders below `cwd` on the way to a folder in it, nearest last; none for a folder elsewhere. */
export async function readRulesBelow(places: RulesPlaces, folder: string): Promise<readonly Rules[]> {
  const { cwd, onNotice = () => undefined } = places;
  const way = relative(cwd, folder);
  if (way === "" || way.split(sep)[0] === "..") return [];
  const names = way.split(sep);
  const folders = names.map((_, index) => join(cwd, ...names.slice(0, index + 1)));
  const imports = await importPlaces(places, (await foldersDownTo(cwd))[0] ?? cwd);
  const found = await Promise.all(folders.map(async (one) => rulesOfFolder(one, cwd, imports)));
  return boundedRules(unique(found.flat()), onNotice);
}

/** The project's folder first. */
async function importPlaces({ home, config, onNotice = () => undefined }: RulesPlaces, top: string): Promise<ImportPlaces> {
  const within = await Promise.all([top, join(config, "rules")].map(async (path) => realpath(path).catch(() => path)));
  return { within, home, onNotice };
}

/** A file that several import comes where it comes first. */
function unique(all: readonly Rules[]): readonly Rules[] {
  return all.filter((one, index) => all.findIndex(({ path }) => path === one.path) === index);
}

async function foldersDownTo(cwd: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (let folder = cwd; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (await exists(join(folder, ".git"))) return folders;
    if (dirname(folder) === folder) return [cwd];
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
