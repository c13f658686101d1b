import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Fetched } from "../../core/auth/fetched.ts";
import { systemCodeOf } from "../files/file-error.ts";
import { longestSecretBytes } from "./longest-secret.ts";

/** Read, write or run by anybody but the owner. */
const others = 0o077;

/**
 * A file of the user's own with a secret in it. `path` is absolute or begins with `~/`. A file that others may read is
 * refused, for the secret in it is none.
 */
export function readSecretFile(path: string, home: string): Fetched {
  const file = path.startsWith("~/") ? join(home, path.slice(2)) : path;
  if (!isAbsolute(file)) {
    return { why: "is no absolute path", actions: [`Write it whole, or from your home folder: file:~/${path}`] };
  }
  try {
    // Without waiting: a named pipe would only open when somebody writes to it.
    const fd = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return contentOf(fd, file);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    return notRead(file, error);
  }
}

function contentOf(fd: number, file: string): Fetched {
  const state = fstatSync(fd);
  if (!state.isFile()) return { why: "is not a file" };
  if (process.platform !== "win32" && (state.mode & others) !== 0) {
    const mode = (state.mode & 0o777).toString(8).padStart(4, "0");
    return {
      why: `may be used by others on this machine (mode ${mode})`,
      actions: [`Make it yours alone: chmod 600 ${quoted(file)}`],
    };
  }
  if (state.size > longestSecretBytes) return { why: `is larger than ${longestSecretBytes / 1024} KiB` };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(fd)) };
  } catch (error) {
    if (systemCodeOf(error)?.startsWith("ERR_ENCODING") !== true) throw error;
    return { why: "is not UTF-8 text" };
  }
}

function notRead(file: string, error: unknown): Fetched {
  const code = systemCodeOf(error);
  if (code === "ENOENT" || code === "ENOTDIR") {
    return { why: "does not exist", actions: [`Put the secret there: (umask 077; cat > ${quoted(file)})`] };
  }
  if (code === "EACCES" || code === "EPERM") {
    return { why: "you may not read", actions: [`Check owner and mode: ls -l ${quoted(file)}`] };
  }
  if (code === undefined || !code.startsWith("E")) throw error;
  return { why: `can't be read (${code})` };
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
