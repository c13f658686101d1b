import { lstatSync, readdirSync, statSync } from "node:fs";

/** What is at a path, links followed; `nothing` also for what can't be looked at. */
export function placeKind(path: string): "folder" | "file" | "nothing" {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "nothing" : stats.isDirectory() ? "folder" : "file";
}

/** A folder, no link, without anything in it. */
export function isEmptyFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory() && readdirSync(path).length === 0;
  } catch {
    return false;
  }
}
