import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The root of the repository that `cwd` is in; `cwd` itself where it is in none, and where only the home folder is one. */
export function projectRoot(cwd: string, home: string): string {
  for (let folder = resolve(cwd); folder !== resolve(home); folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) break;
  }
  return resolve(cwd);
}
