import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a text file, its folders included. A file that has this text already is left alone; any other is replaced in one
 * move, so that a program which runs from it meanwhile never sees half of it.
 */
export function writeIfChanged(path: string, text: string): void {
  if (textAt(path) === text) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
