import { lstatSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

/**
 * Files of git that say nothing with this content. One stands where there is none while a command runs, for whoever makes
 * it tells git where its settings are: an empty folder in its place would stop git itself.
 */
const saysNothing: Readonly<Record<string, string>> = { commondir: ".\n", "config.worktree": "" };

/** Makes one where nothing is. Who has no right to make it has none inside the fence either. */
export function standInFor(path: string): void {
  try {
    writeFileSync(path, saysNothing[basename(path)] ?? "", { flag: "wx" });
  } catch {
    // Something is there already, or nobody can make it.
  }
}

/** Whether it is one, of this process or left by one that was killed. */
export function isStandIn(path: string): boolean {
  try {
    const content = saysNothing[basename(path)];
    return content !== undefined && lstatSync(path).isFile() && readFileSync(path, "utf8") === content;
  } catch {
    return false;
  }
}
