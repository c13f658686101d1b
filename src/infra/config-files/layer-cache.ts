import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FileLayers } from "../../core/config/file-layer.ts";
import { fingerprint } from "../../core/config/fingerprint.ts";
import { isRecord } from "../../core/config/is-record.ts";
import { makeFolder } from "../files/make-folder.ts";

/** Where the checked content of these files is kept. */
export function cachePath(folder: string, files: readonly string[]): string {
  return join(folder, `config-${fingerprint(files.join("\n"))}.json`);
}

/** What was kept under this stamp; `undefined` where there is nothing, something older, or something broken. */
export function readCache(path: string, stamp: string): FileLayers | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isKept(kept) && kept.stamp === stamp ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it for the next start, for the user's eyes only. A cache that can't be written is no failure. */
export function writeCache(path: string, stamp: string, layers: FileLayers): void {
  const temporary = `${path}.${String(performance.timeOrigin + performance.now())}.tmp`;
  try {
    makeFolder(dirname(path), 0o700);
    writeFileSync(temporary, JSON.stringify({ stamp, ...layers }), { mode: 0o600, flag: "wx" });
    renameSync(temporary, path);
  } catch {
    discard(temporary);
  }
}

function discard(temporary: string): void {
  try {
    rmSync(temporary, { force: true });
  } catch {
    // Where nothing can be written, nothing was left behind.
  }
}

/** Only what this module has written carries the right stamp, so the inside is not looked at again. */
function isKept(kept: unknown): kept is FileLayers & { readonly stamp: string } {
  return (
    isRecord(kept) &&
    typeof kept["stamp"] === "string" &&
    ["settings", "locks", "warnings"].every((part) => Array.isArray(kept[part]))
  );
}
