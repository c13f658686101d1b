import { readdirSync, statSync } from "node:fs";
import type { Dirent } from "node:fs";
import { join, relative, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { AinError } from "@ainative-code/sdk";
import { fileError } from "./file-error.ts";
import { ignoreRulesAbove } from "./ignore-rules.ts";
import type { IgnoreRules } from "./ignore-rules.ts";
import { realPathOf } from "./real-path-of.ts";

export interface Walk {
  readonly cwd: string;
  /** Absolute, symlinks resolved. */
  readonly root: string;
  readonly includeIgnored: boolean;
  /** Levels of folders that are looked into. */
  readonly depth?: number | undefined;
  /** Folders are told of too, with `/` at their end, each before what is in it. */
  readonly folders?: boolean | undefined;
  /** Files that are no symlinks are passed over. */
  readonly onlyLinks?: boolean | undefined;
  /** Hears what is in each folder that is looked into. */
  readonly onEntries?: ((entries: readonly Dirent[]) => void) | undefined;
  /** Whether a folder, named with `/` at its end, is looked into. */
  readonly enters?: ((shown: string) => boolean) | undefined;
  /** Hears each folder that is looked into, by its real path. */
  readonly onFolder?: ((real: string) => void) | undefined;
  /** Whether a symlink to a file may be told of, by where it leads. */
  readonly allows: (real: string) => boolean;
  /** What is passed over. */
  readonly denied?: ((real: string) => boolean) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Milliseconds of work after which others get a turn: keys, the stream, Ctrl+C. */
const turn = 8;

/**
 * Files below `root`, sorted folder by folder; symlinked folders are not entered, unreadable ones passed over. Holds one
 * list of names for each folder on the way down and nothing else.
 */
export async function* walk(options: Walk): AsyncGenerator<string, void, void> {
  const { cwd, root, includeIgnored, signal, depth = Infinity, folders = false, onFolder } = options;
  onFolder?.(root);
  const top = entriesOfRoot(root);
  const rules = includeIgnored ? undefined : await ignoreRulesAbove(root, cwd);
  let turnEnds = performance.now() + turn;
  const stack = [folderOf({ path: root, shown: shownPath(cwd, root), entries: top, rules }, options)];
  for (let folder = stack.at(-1); folder !== undefined; folder = stack.at(-1)) {
    if (performance.now() > turnEnds) {
      await setImmediate();
      turnEnds = performance.now() + turn;
    }
    if (signal?.aborted === true) throw new AinError("cancelled", "Cancelled while looking for files.", { cause: signal.reason });
    const entry = folder.entries.pop();
    if (entry === undefined) {
      stack.pop();
      continue;
    }
    if (folders && tellsFolder(folder, entry, options)) yield `${folder.shown}${entry.name}/`;
    const below = entry.isDirectory() && stack.length < depth ? enter(folder, entry.name, options) : undefined;
    if (below !== undefined) {
      onFolder?.(below.path);
      stack.push(below);
    } else if (isWanted(folder, entry, options)) yield folder.shown + entry.name;
  }
}

interface Folder {
  readonly path: string;
  /** Relative to the working directory, with `/` at the end; empty for itself. */
  readonly shown: string;
  /** The next one last. */
  readonly entries: Dirent[];
  readonly rules: IgnoreRules | undefined;
}

function folderOf({ path, shown, entries: all, rules }: Folder, { onlyLinks = false, onEntries }: Walk): Folder {
  onEntries?.(all);
  const ignoreFile = all.some((entry) => entry.name === ".gitignore" && !entry.isDirectory());
  const entries = onlyLinks ? all.filter((entry) => !entry.isFile()) : all;
  entries.sort((a, b) => (a.name < b.name ? 1 : -1));
  return { path, shown, entries, rules: rules?.within(path, ignoreFile) };
}

function enter(parent: Folder, name: string, options: Walk): Folder | undefined {
  const path = join(parent.path, name);
  const shown = `${parent.shown}${name}/`;
  if (name === ".git" || options.enters?.(shown) === false || parent.rules?.ignores(path, true) === true) return undefined;
  try {
    return folderOf({ path, shown, entries: readdirSync(path, { withFileTypes: true }), rules: parent.rules }, options);
  } catch {
    return undefined;
  }
}

/** A link to a folder is told of as well, and not followed. */
function tellsFolder(folder: Folder, entry: Dirent, { allows, denied }: Walk): boolean {
  const path = join(folder.path, entry.name);
  if (entry.name === ".git" || denied?.(path) === true || folder.rules?.ignores(path, true) === true) return false;
  return (
    entry.isDirectory() || (entry.isSymbolicLink() && leadsTo("folder", path, (real) => allows(real) && denied?.(real) !== true))
  );
}

function isWanted(folder: Folder, entry: Dirent, { allows, denied }: Walk): boolean {
  if (entry.isDirectory() || entry.name === ".git") return false;
  const path = join(folder.path, entry.name);
  if (entry.isSymbolicLink() && !leadsTo("file", path, (real) => allows(real) && denied?.(real) !== true)) return false;
  if (denied?.(path) === true) return false;
  return (entry.isFile() || entry.isSymbolicLink()) && folder.rules?.ignores(path, false) !== true;
}

function leadsTo(what: "file" | "folder", path: string, allows: (real: string) => boolean): boolean {
  try {
    const info = statSync(path, { throwIfNoEntry: false });
    return (what === "file" ? info?.isFile() : info?.isDirectory()) === true && allows(realPathOf("/", path));
  } catch {
    return false;
  }
}

function entriesOfRoot(root: string): Dirent[] {
  try {
    return readdirSync(root, { withFileTypes: true });
  } catch (error) {
    throw fileError(error, "look into", root);
  }
}

/** A folder relative to the working directory, with `/` at the end; empty for itself. */
export function shownPath(cwd: string, root: string): string {
  const path = relative(cwd, root).split(sep).join("/");
  return path === "" ? "" : `${path}/`;
}
