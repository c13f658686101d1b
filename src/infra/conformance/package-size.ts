import { lstatSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

/** Bytes of a package's own built files: those of `dist`, or all of it where there is none. What it depends on is left out. */
export function packageSize(root: string): number {
  const isThere = lstatSync(join(root, "dist"), { throwIfNoEntry: false })?.isDirectory() === true;
  const folder = isThere ? join(root, "dist") : root;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.split(sep).includes("node_modules"))
    .map((name) => lstatSync(join(folder, name)))
    .reduce((sum, info) => sum + (info.isFile() ? info.size : 0), 0);
}
