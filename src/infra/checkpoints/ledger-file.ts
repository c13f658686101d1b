import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { LedgerEntry } from "../../core/checkpoints/ledger-entry.ts";
import { isRecord } from "../../core/config/is-record.ts";
import { systemCodeOf } from "../files/file-error.ts";

/** A file with one entry as JSON in each line; it only grows. */
export interface LedgerFile {
  read(): readonly LedgerEntry[];
  append(entry: LedgerEntry, isSafe: boolean): void;
}

/** Throws system errors. */
export function ledgerFile(path: string): LedgerFile {
  return {
    read: () => (textOf(path) ?? "").split("\n").flatMap(entryOf),
    append(entry, isSafe) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const fd = openSync(path, "a", 0o600);
      try {
        // A line that a crash or a full disk has cut off is ended by the first break, and then is no entry.
        const bytes = Buffer.from(`\n${JSON.stringify(entry)}\n`);
        for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
        if (isSafe) fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    },
  };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function entryOf(line: string): readonly LedgerEntry[] {
  if (line === "") return [];
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? [value] : [];
  } catch {
    return [];
  }
}

const known: readonly LedgerEntry["kind"][] = ["turn", "change", "effect", "move", "undone", "moved"];
const kinds: ReadonlySet<unknown> = new Set(known);

/** What a damaged disk, or a newer version of this program, has written may be JSON and no entry all the same. */
function isEntry(value: unknown): value is LedgerEntry {
  return isRecord(value) && kinds.has(value["kind"]);
}
