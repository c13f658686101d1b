import { lstatSync } from "node:fs";
import type { Stats } from "node:fs";
import { AinError } from "@ainative-code/sdk";
import type { PinnedFolder } from "./pinned-folder.ts";
import { readWholeFile } from "./read-file.ts";
import { versionOf } from "./versions.ts";

/** What stands where a file is to be written; `undefined` for nothing. Throws `invalid-input` where it is no regular file. */
export function existingFile(folder: PinnedFolder, name: string, real: string): Stats | undefined {
  const info = lstatSync(folder.entry(name), { throwIfNoEntry: false });
  if (info === undefined || info.isFile()) return info;
  const what = info.isDirectory() ? "a folder" : "not a regular file";
  throw new AinError("invalid-input", `${real} is ${what}.`, { actions: ["Choose another path."] });
}

/** Throws `stale-state` unless the file holds what the new content was made from (`base`, as `versionOf` gives it). */
export async function checkUnchanged(path: string, real: string, base: string | undefined): Promise<void> {
  const actions = [`Read ${real} and then write it again.`];
  if (base === undefined) throw new AinError("stale-state", `${real} exists and has not been read.`, { actions });
  const { bytes } = await readWholeFile(path, Number.MAX_SAFE_INTEGER);
  if (versionOf(bytes) !== base) throw new AinError("stale-state", `${real} has changed since it was read.`, { actions });
}
