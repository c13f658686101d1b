import { rmdirSync, rmSync } from "node:fs";
import { isStandIn } from "./stand-ins.ts";

/** How many commands that run now need each one. */
const used = new Map<string, number>();

/** Whether what stands there is only there for a command that runs now. */
export function isPlaceholder(path: string): boolean {
  return used.has(path);
}

/** They go with the last command that needs them, where they are empty still. Returns how to give them back. */
export function usePlaceholders(paths: readonly string[]): () => void {
  for (const path of paths) used.set(path, (used.get(path) ?? 0) + 1);
  let isGiven = false;
  return () => {
    if (isGiven) return;
    isGiven = true;
    for (const path of paths) giveBack(path);
  };
}

function giveBack(path: string): void {
  const left = (used.get(path) ?? 1) - 1;
  if (left > 0) {
    used.set(path, left);
    return;
  }
  used.delete(path);
  try {
    if (isStandIn(path)) rmSync(path);
    else rmdirSync(path);
  } catch {
    // It was never made, or somebody has put something into it from outside.
  }
}
