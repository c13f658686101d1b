import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder } from "../files/make-folder.ts";

/** Makes the folder and an empty file where they are missing, for this user only: conversations are private. */
export async function prepareFile(file: string): Promise<void> {
  makeFolder(dirname(file), 0o700);
  const handle = await open(file, "a", 0o600);
  await handle.close();
}
