import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** One file of what a plugin ships to be tried out. */
export interface ShippedFile {
  /** Without `.json`. */
  readonly name: string;
  /** Throws what is wrong with the JSON. */
  json(): unknown;
  /** The bytes of a file beside it. */
  readonly sibling: (name: string) => Promise<Uint8Array>;
}

/** The JSON files in a folder, by name; none where the folder is missing. */
export function shippedFiles(folder: string): readonly ShippedFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => ({
    name: name.slice(0, -".json".length),
    json: (): unknown => JSON.parse(readFileSync(join(folder, name), "utf8")),
    sibling: async (other) => readFile(join(folder, other)),
  }));
}
