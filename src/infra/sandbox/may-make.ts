import { accessSync, constants, statSync } from "node:fs";
import type { Stats } from "node:fs";

/** Whether a command behind the fence could make something in a folder that is mounted to be written. */
export function mayMakeIn(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return !isRoot() || letsRoot(statSync(folder));
  } catch {
    return false;
  }
}

/**
 * Whether a folder is mounted to be read only: nothing can be made in it, so nothing can be held free in it either, and
 * a command could change that, for the folder is its user's.
 */
export function isSealed(folder: string): boolean {
  return !mayMakeIn(folder) && (isRoot() || isOwn(folder));
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Behind the fence root has no rights over what others own, but those that everybody or its groups have. */
function letsRoot({ uid, gid, mode }: Stats): boolean {
  return (
    uid === 0 ||
    (mode & constants.S_IWOTH) !== 0 ||
    ((mode & constants.S_IWGRP) !== 0 && (process.getgroups?.() ?? []).includes(gid))
  );
}

function isOwn(folder: string): boolean {
  try {
    return statSync(folder).uid === process.getuid?.();
  } catch {
    return false;
  }
}
