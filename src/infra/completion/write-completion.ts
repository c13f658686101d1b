import { chmod, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { storageFailure } from "../config-files/write-config-file.ts";
import { makeFolder } from "../files/make-folder.ts";

/** Writes a script that a shell sources: nobody else may change it. Throws `storage`. */
export async function writeCompletion(file: string, text: string): Promise<void> {
  try {
    makeFolder(dirname(file), 0o700);
    await writeFile(file, text, { mode: 0o600 });
    await chmod(file, 0o600);
  } catch (error) {
    throw storageFailure(file, error);
  }
}
