import { accessSync, constants, linkSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { FileChange } from "@ainative-code/sdk";
import { checkUnchanged, existingFile } from "./existing-file.ts";
import { refused } from "./fence.ts";
import type { Fence } from "./fence.ts";
import { fileError } from "./file-error.ts";
import { pinFolder } from "./pinned-folder.ts";
import type { PinnedFolder } from "./pinned-folder.ts";
import { placeNew, temporaryName, writeTemporary } from "./replace-file.ts";
import type { Kept } from "./replace-file.ts";
import { versionOf } from "./versions.ts";
import type { Versions } from "./versions.ts";

interface ChangeOptions {
  readonly fence: Fence;
  readonly versions: Versions;
}

/** One change with everything ready for its last step. */
interface Staged extends FileChange {
  readonly real: string;
  readonly folder: PinnedFolder;
  readonly target: string;
  /** The new file; missing where the old one goes. */
  readonly temporary: string | undefined;
  /** Where the old file is kept meanwhile; missing where there is none. */
  readonly backup: string | undefined;
  /** The backup is a second name of the old file, which so never leaves its place. */
  readonly linked: boolean;
}

/** What has to be undone or cleared away. */
interface Work {
  readonly folders: Map<string, PinnedFolder>;
  readonly staged: Staged[];
  /** Made for the new files, outermost first of each. */
  readonly made: string[];
  /** Old files that could not be put back and are the only copy. */
  readonly kept: Set<string>;
}

/** Makes all changes, or throws and leaves every file as it was. */
export async function changeFiles(changes: readonly FileChange[], options: ChangeOptions): Promise<void> {
  const work: Work = { folders: new Map(), staged: [], made: [], kept: new Set() };
  let done = false;
  try {
    for (const change of changes) await telling(change.path, async () => stage(change, work, options));
    for (const one of work.staged) await telling(one.real, async () => checkStill(one, options));
    commit(work);
    done = true;
    noteVersions(work.staged, options.versions);
  } finally {
    clearAway(work, done);
  }
}

/** A patch shows some lines of a file: whoever has not read the file itself has not seen it then either. */
function noteVersions(staged: readonly Staged[], versions: Versions): void {
  const isKnown = ({ real, replacing }: Staged): boolean =>
    replacing === undefined || versions.get(real) === versionOf(replacing);
  const sourceOf = (one: Staged): Staged => staged.find(({ path }) => path === one.movedFrom) ?? one;
  const known = new Set(staged.filter((one) => isKnown(sourceOf(one))));
  for (const one of staged) {
    if (one.bytes === undefined) versions.delete(one.real);
    else if (known.has(one)) versions.set(one.real, versionOf(one.bytes));
  }
}

async function telling(path: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    throw fileError(error, "write", path);
  }
}

async function stage(change: FileChange, work: Work, { fence }: ChangeOptions): Promise<void> {
  const real = fence.writable(change.path);
  if (work.staged.some((other) => other.real === real)) throw new AinError("invalid-input", `${real} is changed twice.`);
  const old = statSync(real, { throwIfNoEntry: false });
  if (change.replacing !== undefined && old === undefined) throw stale(real, "is gone");
  const path = dirname(real);
  const made = change.bytes === undefined ? undefined : mkdirSync(path, { recursive: true });
  if (made !== undefined) work.made.push(...foldersFrom(made, path));
  const folder = work.folders.get(path) ?? pinFolder(path);
  work.folders.set(path, folder);
  const found = existingFile(folder, basename(real), real);
  if (found !== undefined && change.replacing === undefined) throw stale(real, "is there already");
  if (found !== undefined) accessSync(folder.entry(basename(real)), constants.W_OK);
  const entry = (wanted: boolean): string | undefined => (wanted ? folder.entry(temporaryName()) : undefined);
  const ready = {
    ...change,
    real,
    folder,
    target: folder.entry(basename(real)),
    temporary: entry(change.bytes !== undefined),
    backup: entry(found !== undefined),
  };
  const linked = ready.temporary !== undefined && ready.backup !== undefined && hasSecondName(ready.target, ready.backup);
  // Before the writing, so that what is begun of it is cleared away.
  work.staged.push({ ...ready, linked });
  if (ready.temporary === undefined || change.bytes === undefined) return;
  await writeTemporary(ready.temporary, change.bytes, found ?? modeOf(change.movedFrom, fence));
}

/** What was made, down to the folder that was asked for. */
function foldersFrom(first: string, last: string): readonly string[] {
  return last.length <= first.length ? [first] : [...foldersFrom(first, dirname(last)), last];
}

function modeOf(path: string | undefined, fence: Fence): Kept | undefined {
  return path === undefined ? undefined : statSync(fence.readable(path), { throwIfNoEntry: false });
}

/** Some file systems know one name per file only. */
function hasSecondName(path: string, other: string): boolean {
  try {
    linkSync(path, other);
    return true;
  } catch {
    return false;
  }
}

async function checkStill({ real, folder, target, replacing }: Staged, { fence }: ChangeOptions): Promise<void> {
  const place = join(folder.realPath(), basename(real));
  if (!fence.allows(place, "write")) throw refused(real, place, "write");
  if (replacing !== undefined) await checkUnchanged(target, real, versionOf(replacing));
}

/** Nothing else of this process runs meanwhile. */
function commit({ staged, kept }: Work): void {
  const done: Staged[] = [];
  for (const one of staged) {
    try {
      done.push(one);
      lastStep(one);
    } catch (error) {
      const lost = done.toReversed().filter((change) => !putBack(change));
      for (const { backup } of lost) kept.add(backup ?? "");
      throw lost.length === 0 ? fileError(error, "write", one.real) : half(lost, error);
    }
  }
}

function lastStep({ real, target, temporary, backup, linked }: Staged): void {
  if (backup !== undefined && !linked) renameSync(target, backup);
  if (temporary === undefined) return;
  if (backup !== undefined) {
    renameSync(temporary, target);
    return;
  }
  placeNew(temporary, target, real);
  rmSync(temporary, { force: true });
}

/** False where the system does not let it. Of a change that was not made, nothing is put back. */
function putBack({ target, temporary, backup }: Staged): boolean {
  try {
    if (backup !== undefined && isThere(backup)) renameSync(backup, target);
    else if (backup === undefined && temporary !== undefined && !isThere(temporary)) rmSync(target, { force: true });
    return true;
  } catch {
    return false;
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function clearAway({ folders, staged, made, kept }: Work, done: boolean): void {
  for (const { temporary, backup } of staged) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    if (backup !== undefined && !kept.has(backup)) rmSync(backup, { force: true });
  }
  for (const folder of folders.values()) folder.close();
  if (!done) for (const folder of made.toReversed()) removeEmpty(folder);
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else has put something into it.
  }
}

function stale(real: string, what: string): AinError {
  return new AinError("stale-state", `${real} ${what}.`, { actions: ["Look at it and make the change anew."] });
}

function half(lost: readonly Staged[], cause: unknown): AinError {
  const names = lost.map(({ real, backup }) =>
    backup === undefined ? real : `${real} (its old content is in ${join(dirname(real), basename(backup))})`,
  );
  return new AinError(
    "storage",
    `A change of several files failed half way, and these could not be put back: ${names.join(", ")}.`,
    {
      actions: ["Put them back by hand."],
      cause,
    },
  );
}
