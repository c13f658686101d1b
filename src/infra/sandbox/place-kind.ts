import { lstatSync, readdirSync, statSync } from "node:fs";

/** What is at a path, links followed; `nothing` also for what this user can't look at. */
export function placeKind(path: string): "folder" | "file" | "nothing" {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch {
    return "nothing";
  }
}

/** A folder, no link, without anything in it. */
export function isEmptyFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory() && readdirSync(path).length === 0;
  } catch {
    return false;
  }
}
