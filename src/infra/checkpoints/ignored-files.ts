import { lstatSync } from "node:fs";
import { stampOf } from "./scan-tree.ts";
import type { Stamp } from "./scan-tree.ts";

type Tree = ReadonlyMap<string, Stamp>;

/** The later look at a folder, with the files that it left out only because they are ignored now. */
export function withIgnored(before: Tree, after: Tree): Tree {
  const missing = [...before.keys()].filter((path) => !after.has(path));
  const found = missing.flatMap((path) => {
    const stamp = stampOf(path);
    return stamp === undefined ? [] : [[path, stamp] as const];
  });
  return found.length === 0 ? after : new Map([...after, ...found]);
}

/**
 * Of a file that is seen for the first time after what is ignored has changed: whether it was there before, and is the
 * `same` or `changed` since; `undefined` for a new one. `since`: milliseconds since the epoch. No program can set these times.
 */
export function ignoredBefore(since: number): (path: string) => "same" | "changed" | undefined {
  return (path) => {
    const info = lstatSync(path, { throwIfNoEntry: false });
    if (info === undefined) return undefined;
    if (info.ctimeMs < since) return "same";
    return info.birthtimeMs > 0 && info.birthtimeMs < since ? "changed" : undefined;
  };
}
