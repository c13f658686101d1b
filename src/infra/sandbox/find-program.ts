import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { isWithin } from "../files/fence.ts";

/** A program on the path, absolute. Folders that a fenced command may write to don't count: it could put another one there. */
export function findProgram(name: string, path: string | undefined, writable: readonly string[] = []): string | undefined {
  const folders = (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !writable.some((root) => isWithin(root, folder)));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
