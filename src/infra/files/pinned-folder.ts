import { closeSync, constants, openSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** A folder that stays the same one while files in it are worked on, whatever its path is made to mean meanwhile. */
export interface PinnedFolder {
  /** The path to use for an entry of the folder. */
  entry(name: string): string;
  /** Where the folder is now. */
  realPath(): string;
  close(): void;
}

/**
 * On Linux the open folder is reached through `/proc/self/fd`, so that a symlink put in its place later leads nowhere.
 * Elsewhere Node offers nothing of the kind: the path is used, and `realPath` asked again just before it matters.
 */
export function pinFolder(path: string): PinnedFolder {
  if (process.platform === "win32") return byPath(path);
  const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  const through = `/proc/self/fd/${fd}`;
  const close = (): void => closeSync(fd);
  try {
    readlinkSync(through);
    return { entry: (name) => join(through, name), realPath: () => readlinkSync(through), close };
  } catch {
    return { ...byPath(path), close };
  }
}

function byPath(path: string): PinnedFolder {
  return { entry: (name) => join(path, name), realPath: () => realpathSync.native(path), close: () => undefined };
}
