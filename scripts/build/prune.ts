import { globSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Package } from "./workspace.ts";

/** Removes from a package's dist/ what this build did not make. */
export function prune({ folder }: Package, made: readonly string[]): void {
  const kept = new Set(made);
  for (const entry of globSync("**", { cwd: join(folder, "dist"), withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(path)) rmSync(path);
  }
}
