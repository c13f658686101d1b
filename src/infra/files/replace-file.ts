import {
  accessSync, closeSync, constants, fchmodSync, fchownSync, fsync, linkSync, openSync, renameSync, rmSync, write,
} from "node:fs";
import { promisify } from "node:util";
import { AinError } from "@ainative-code/sdk";
import { systemCodeOf } from "./file-error.ts";
import type { PinnedFolder } from "./pinned-folder.ts";

/** What of the file that is replaced lives on in the new one. */
export interface Kept {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface Replacement {
  readonly folder: PinnedFolder;
  readonly name: string;
  /** Its path, for a person. */
  readonly shown: string;
  readonly bytes: Uint8Array;
  /** `undefined`: there is no file of that name yet, and there must be none when the new one is put there. */
  readonly kept: Kept | undefined;
  /** Called when all is ready but the last step; a throw stops it. */
  readonly lastCheck: () => Promise<void>;
}

const writeAsync = promisify(write);
const fsyncAsync = promisify(fsync);

/** The whole new file is on disk, or the folder is as it was. Throws system errors, and what `lastCheck` throws. */
export async function replaceFile({ folder, name, shown, bytes, kept, lastCheck }: Replacement): Promise<void> {
  const target = folder.entry(name);
  if (kept !== undefined) accessSync(target, constants.W_OK);
  const temporary = folder.entry(temporaryName());
  try {
    await writeTemporary(temporary, bytes, kept);
    await lastCheck();
    if (kept === undefined) placeNew(temporary, target, shown);
    else renameSync(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Whether a file of this name is on its way to another one. */
export function isTemporaryName(name: string): boolean {
  return /^\.ainative-code-[0-9a-f]{16}\.tmp$/.test(name);
}

/** A name that no other file has. */
export function temporaryName(): string {
  // Not imported at the top: it would be loaded before the first request.
  return `.ainative-code-${process.getBuiltinModule("node:crypto").randomBytes(8).toString("hex")}.tmp`;
}

/** Throws system errors; what was begun is the caller's to remove. */
export async function writeTemporary(path: string, bytes: Uint8Array, kept: Kept | undefined): Promise<void> {
  const fd = openSync(path, "wx", kept === undefined ? 0o666 : 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += (await writeAsync(fd, bytes, at)).bytesWritten;
    if (kept !== undefined) keep(fd, kept);
    await fsyncAsync(fd);
  } finally {
    closeSync(fd);
  }
}

/** The owner first: giving a file away takes bits from its mode. Only root may; for others the file becomes theirs. */
function keep(fd: number, { mode, uid, gid }: Kept): void {
  try {
    fchownSync(fd, uid, gid);
  } catch (error) {
    if (systemCodeOf(error) !== "EPERM") throw error;
  }
  fchmodSync(fd, mode);
}

/**
 * Puts a new file in its place. Throws `stale-state` where one is there.
 * A second name can't be given over an existing file, a rename would. Some file systems know one name per file only.
 */
export function placeNew(temporary: string, target: string, shown: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === "EEXIST") {
      throw new AinError("stale-state", `${shown} has been made meanwhile.`, {
        actions: ["Read it and then write it again."],
        cause: error,
      });
    }
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "EOPNOTSUPP" && code !== "ENOSYS" && code !== "EMLINK") throw error;
    renameSync(temporary, target);
  }
}
