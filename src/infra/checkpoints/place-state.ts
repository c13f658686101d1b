import { chmodSync, lstatSync, mkdirSync, realpathSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { FileState } from "../../core/checkpoints/file-state.ts";
import { pinFolder } from "../files/pinned-folder.ts";
import type { PinnedFolder } from "../files/pinned-folder.ts";
import { replaceFile, temporaryName } from "../files/replace-file.ts";

export interface Placing {
  /** Absolute. */
  readonly path: string;
  readonly to: FileState;
  /** Of a file. */
  readonly bytes: Buffer | undefined;
  /** Throws where the path is not any more what it is expected to be; called right before the last step. */
  readonly check: () => Promise<void>;
}

/**
 * Puts a file, a link or nothing at a path, whole or not at all. Throws system errors, `stale-state`, and what `check`
 * throws.
 */
export async function placeState({ path, to, bytes, check }: Placing): Promise<void> {
  const parent = dirname(path);
  if (to.kind !== "none") mkdirSync(parent, { recursive: true });
  else if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return check();
  if (realpathSync.native(parent) !== parent) throw moved(path, parent);
  const folder = pinFolder(parent);
  try {
    const name = basename(path);
    if (to.kind === "file" && bytes !== undefined) await placeFile({ folder, name, path, mode: to.mode, bytes, check });
    else {
      await check();
      if (to.kind === "none") rmSync(folder.entry(name));
      if (to.kind === "link") placeLink(folder, name, to.target);
    }
  } finally {
    folder.close();
  }
}

interface FilePlacing extends Pick<Placing, "path" | "check"> {
  readonly folder: PinnedFolder;
  readonly name: string;
  readonly mode: number | undefined;
  readonly bytes: Buffer;
}

async function placeFile({ folder, name, path, mode, bytes, check }: FilePlacing): Promise<void> {
  const old = lstatSync(folder.entry(name), { throwIfNoEntry: false });
  const file = { folder, name, shown: path, bytes };
  if (old?.isFile() === true) {
    await replaceFile({ ...file, kept: { mode: mode ?? old.mode & 0o7777, uid: old.uid, gid: old.gid }, lastCheck: check });
    return;
  }
  await replaceFile({
    ...file,
    kept: undefined,
    async lastCheck() {
      await check();
      if (old !== undefined) rmSync(folder.entry(name));
    },
  });
  if (mode !== undefined) chmodSync(folder.entry(name), mode);
}

/** A rename takes the place of what is there. */
function placeLink(folder: PinnedFolder, name: string, target: string): void {
  const temporary = folder.entry(temporaryName());
  try {
    symlinkSync(target, temporary);
    renameSync(temporary, folder.entry(name));
  } finally {
    rmSync(temporary, { force: true });
  }
}

function moved(path: string, parent: string): AinError {
  return new AinError("stale-state", `${path} is left alone: its folder ${parent} is a link to another place now.`, {
    actions: ["Put the folder back, and try again."],
  });
}
