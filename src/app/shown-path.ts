import { relative, sep } from "node:path";

/** A path as a person in this folder would name it. */
export function shownPath(cwd: string, path: string): string {
  return path.startsWith(cwd.endsWith(sep) ? cwd : cwd + sep) ? relative(cwd, path).split(sep).join("/") : path;
}
