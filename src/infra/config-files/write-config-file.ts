import { randomUUID } from "node:crypto";
import { chmod, lstat, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { AinError } from "@ainative-code/sdk";
import { makeFolder } from "../files/make-folder.ts";

/**
 * Writes the whole file or nothing: a temporary file beside it, then a rename. A new file and its folder are the
 * user's alone; an existing one keeps its mode, unless `sensitive` asks for the user alone. A symlink is followed.
 * Throws `storage`.
 */
export async function writeConfigFile(file: string, text: string, options: { readonly sensitive: boolean }): Promise<void> {
  let temporary: string | undefined;
  try {
    makeFolder(dirname(file), 0o700);
    const target = (await lstat(file).catch(() => undefined))?.isSymbolicLink() === true ? await realpath(file) : file;
    const mode = options.sensitive ? 0o600 : await modeOf(target);
    temporary = `${target}.${randomUUID()}.tmp`;
    await writeFile(temporary, text, { mode: 0o600, flush: true });
    await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true });
    throw storageFailure(file, error);
  }
}

async function modeOf(file: string): Promise<number> {
  const state = await stat(file).catch(() => undefined);
  return state === undefined ? 0o600 : state.mode & 0o777;
}

/** Why a file could not be written, in plain words. */
export function storageFailure(file: string, cause: unknown): AinError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const why =
    code === "ENOSPC" ? "the disk is full" : code === "EROFS" || code === "EACCES" || code === "EPERM" ? "it is read-only" : code;
  return new AinError("storage", `${file} can't be written: ${why}.`, {
    actions: ["Check the folder's rights, or set AINATIVE_CODE_HOME to a folder of your own."],
    vendorCode: code,
    cause,
  });
}
