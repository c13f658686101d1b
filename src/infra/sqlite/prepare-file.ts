import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes the folder and an empty file where they are missing, for this user only: conversations are private. */
export async function prepareFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "a", 0o600);
  await handle.close();
}
