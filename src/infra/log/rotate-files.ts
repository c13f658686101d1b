import { closeSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { isCode } from "../files/is-code.ts";

/** A lock older than this was left by a process that died: moving a few files takes milliseconds. */
const staleLockMs = 10_000;

/**
 * Moves `path` to `path.1`, `path.1` to `path.2`, … and drops what comes after `keep`. False where another process is
 * doing the same right now; true without a move where it has been done already, which `inode` of the full file tells.
 */
export function rotateFiles(path: string, keep: number, inode: number): boolean {
  const lock = `${path}.lock`;
  if (!takeLock(lock)) return false;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.ino === inode) moveAll(path, keep);
    return true;
  } finally {
    rmSync(lock, { force: true });
  }
}

function moveAll(path: string, keep: number): void {
  for (let age = keep - 1; age >= 1; age--) moveIfThere(`${path}.${age}`, `${path}.${age + 1}`);
  if (keep > 0) renameSync(path, `${path}.1`);
  else rmSync(path);
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
}

function takeLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, "wx", 0o600));
    return true;
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > staleLockMs) rmSync(lock, { force: true });
    return false;
  }
}
