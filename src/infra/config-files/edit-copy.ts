import { randomUUID } from "node:crypto";
import { rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/make-folder.ts";
import { storageFailure } from "./write-config-file.ts";

/** Writes a text to a new file beside a config file, for the user's eyes only, to be edited. Throws `storage`. */
export async function makeCopy(file: string, text: string): Promise<string> {
  const copy = join(dirname(file), `config.edit-${randomUUID().slice(0, 8)}.yaml`);
  try {
    makeFolder(dirname(file), 0o700);
    await writeFile(copy, text, { mode: 0o600, flag: "wx" });
    return copy;
  } catch (error) {
    throw storageFailure(copy, error);
  }
}

/** Takes a copy away, and the folder with it if nothing else is in there. */
export async function discardCopy(copy: string, file: string): Promise<void> {
  await rm(copy, { force: true });
  await rmdir(dirname(file)).catch(() => undefined);
}

/** Gives a copy a name to be found by, and returns it; one from before is replaced. */
export async function keepCopy(copy: string, file: string): Promise<string> {
  const kept = `${file.replace(/\.yaml$/, "")}.rejected.yaml`;
  await rename(copy, kept);
  return kept;
}
