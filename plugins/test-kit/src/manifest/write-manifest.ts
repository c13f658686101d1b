import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { manifestOf } from "./manifest-of.ts";

const fileName = "oclif.manifest.json";

/** Writes a built package's `oclif.manifest.json`. Tells whether it was another one before. */
export async function writeManifest(packageFolder: string): Promise<boolean> {
  const text = await manifestOf(packageFolder);
  if (text === (await manifestAt(packageFolder))) return false;
  await writeFile(join(packageFolder, fileName), text);
  return true;
}

/** True where the package's `oclif.manifest.json` is what it would be if it were written now. */
export async function isManifestFresh(packageFolder: string): Promise<boolean> {
  return (await manifestOf(packageFolder)) === (await manifestAt(packageFolder));
}

async function manifestAt(packageFolder: string): Promise<string | undefined> {
  return readFile(join(packageFolder, fileName), "utf8").catch(() => undefined);
}
