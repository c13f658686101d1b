import { readlinkSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { systemCodeOf } from "./file-error.ts";

/** More links than this on one way are a loop (Linux gives up at 40). */
const maxLinks = 40;

/**
 * Where a path really leads: absolute, `~` and `..` worked out, every symlink followed, a dangling one too. Of a path
 * that does not exist yet, the nearest folder that does is resolved and the rest appended. Throws `invalid-input` for a
 * path that can't be one.
 */
export function realPathOf(cwd: string, path: string): string {
  if (path === "" || path.includes("\0")) {
    throw new AinError("invalid-input", path === "" ? "The path is empty." : "The path holds a NUL character.", {
      actions: ["Give a path relative to the working directory, or an absolute one."],
    });
  }
  return follow(resolve(cwd, expandHome(path)), 0);
}

/** `~` as in a shell; `./~` is a file of that name. */
function expandHome(path: string): string {
  return path === "~" || /^~[\\/]/.test(path) ? join(homedir(), path.slice(1)) : path;
}

function follow(path: string, links: number): string {
  const real = existing(path);
  if (real !== undefined) return real;
  const folder = dirname(path);
  if (folder === path) return path;
  const target = linkTarget(path);
  if (target !== undefined) {
    if (links >= maxLinks) throw new AinError("invalid-input", `${path} is a symbolic link that leads back to itself.`);
    return follow(resolve(follow(folder, links), target), links + 1);
  }
  return join(follow(folder, links), path.slice(folder.length).replace(/^[\\/]/, ""));
}

/** Anything but "nothing is there" is left to the call that will use the path, which can say what it wanted. */
function existing(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (systemCodeOf(error) === "ELOOP") {
      throw new AinError("invalid-input", `${path} is a symbolic link that leads back to itself.`);
    }
    return undefined;
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
