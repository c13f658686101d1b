import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Paths that begin as this one does, relative to a folder, folders with a slash at their end. Hidden ones where asked for. */
export function pathCandidates(cwd: string, begun: string): readonly string[] {
  const slash = begun.lastIndexOf("/") + 1;
  const [folder, name] = [begun.slice(0, slash), begun.slice(slash)];
  try {
    return readdirSync(folder.startsWith("/") ? folder : join(cwd, folder), { withFileTypes: true })
      .filter((entry) => entry.name.startsWith(name) && (name.startsWith(".") || !entry.name.startsWith(".")))
      .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`)
      .sort();
  } catch {
    return [];
  }
}
