import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Notes } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { makeFolder } from "./make-folder.ts";

/** Milliseconds a note is kept: servers change, and what one refused it may take a month later. */
const keptMs = 30 * 24 * 3600 * 1000;

/** The most notes of one file; the oldest go first. */
const mostNotes = 500;

interface Note {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly value: unknown;
}

/**
 * Notes in one file of JSON, replaced as a whole. A file that is missing or broken holds none, and one that can't be
 * written is no failure: what is noted then lasts as long as this process. Two processes that note something in the same
 * instant may lose one of the two.
 */
export function notesFile(file: string, now: () => number): Notes {
  let notes: Map<string, Note> | undefined;
  const known = (): Map<string, Note> => (notes ??= readNotes(file, now()));
  return {
    get: (name) => known().get(name)?.value,
    set(name, value) {
      notes = new Map([...known(), ...readNotes(file, now())]);
      notes.delete(name);
      if (value !== undefined) notes.set(name, { at: now(), value });
      writeNotes(file, notes);
    },
  };
}

function readNotes(file: string, now: number): Map<string, Note> {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, "utf8"));
    const isFresh = ({ at }: Note): boolean => at <= now && now - at < keptMs;
    return new Map(
      Object.entries(isRecord(kept) ? kept : {}).flatMap(([name, note]) => (isNote(note) && isFresh(note) ? [[name, note]] : [])),
    );
  } catch {
    return new Map();
  }
}

function isNote(value: unknown): value is Note {
  return isRecord(value) && typeof value["at"] === "number" && "value" in value;
}

function writeNotes(file: string, notes: ReadonlyMap<string, Note>): void {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    makeFolder(dirname(file), 0o700);
    writeFileSync(temporary, JSON.stringify(Object.fromEntries([...notes].slice(-mostNotes))), { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    removeQuietly(temporary);
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is not there, or nothing can be written there at all.
  }
}
