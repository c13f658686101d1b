import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pluginRoot } from "../plugin-root.ts";

const extension = ".jsonl";

/** Names of the tapes that come with this package, sorted. */
export async function bundledTapes(): Promise<readonly string[]> {
  const files = await readdir(folder());
  return files.filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length)).toSorted();
}

export function bundledTapePath(name: string): string {
  return join(folder(), name + extension);
}

function folder(): string {
  return join(pluginRoot(), "tapes");
}
