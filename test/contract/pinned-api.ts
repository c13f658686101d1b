import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { manifestOf } from "../architecture/source/manifest.ts";
import { apiOf } from "./api-of.ts";
import { declarePackage } from "./declare-package.ts";

/** The packages that others build on; their public faces change on purpose only. */
export const pinned = ["sdk", "provider-kit", "test-kit"] as const;

/** Where the accepted face of a package is kept. */
export function pinPath(root: string, name: string): string {
  return join(root, "test/contract", `${name}.api.txt`);
}

/** The public face of a package of this repository as it is now, all entries. */
export async function currentApi(root: string, name: string): Promise<string> {
  const path = `plugins/${name}/package.json`;
  const manifest = manifestOf(path, await readFile(join(root, path), "utf8"));
  const declarations = await declarePackage(root, join(root, "plugins", name));
  const entries = [...manifest.entries].map(([entry, source]) => {
    const face = apiOf(declarations, source.slice(`${manifest.folder}/src/`.length));
    return `# ${manifest.name}${entry.slice(1)}\n\n${face}`;
  });
  return entries.join("\n");
}
