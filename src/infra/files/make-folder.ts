import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { isCode } from "./is-code.ts";

/**
 * Makes a folder and those above it where they are missing, all with this mode. Throws what the system says. Node's own
 * `recursive` never comes back from a place below /proc.
 */
export function makeFolder(path: string, mode: number): void {
  const parent = dirname(path);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (isCode(error, "EEXIST") && statSync(path).isDirectory()) return;
    if (!isCode(error, "ENOENT") || parent === path) throw error;
    makeFolder(parent, mode);
    // Where it is still not possible, or another process was quicker, the second answer counts.
    mkdirUnlessThere(path, mode);
  }
}

function mkdirUnlessThere(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (!isCode(error, "EEXIST") || !statSync(path).isDirectory()) throw error;
  }
}
