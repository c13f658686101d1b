import { readFile } from "node:fs/promises";
import { AinError, type TapeEntry, type TapeHeader } from "@ainative-code/sdk";

export interface Tape {
  readonly path: string;
  readonly header: TapeHeader;
  readonly entries: readonly TapeEntry[];
}

/**
 * Reads a whole tape; with `node:fs`, because a tape is to this provider what a server is to others, and it may lie
 * outside the working folder. Throws `invalid-input` with the line that is wrong.
 */
export async function readTape(path: string): Promise<Tape> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new AinError("invalid-input", `The tape ${path} can't be read.`, { cause });
  });
  const [header, ...entries] = text.trimEnd().split("\n").map((line, index) => parsed(line, path, index + 1));
  if (!isHeader(header)) throw broken(path, 1, "it does not begin with the header of a tape, version 1");
  return { path, header, entries: entries.map((entry, index) => checked(entry, path, index + 2)) };
}

function checked(value: unknown, path: string, line: number): TapeEntry {
  if (isEntry(value)) return value;
  throw broken(path, line, "it is no entry with a request and events, the last one `finish` or `error`");
}

function parsed(line: string, path: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw broken(path, number, "it is not JSON", cause);
  }
}

function broken(path: string, line: number, reason: string, cause?: unknown): AinError {
  return new AinError("invalid-input", `${path}:${line}: the tape is broken here: ${reason}.`, {
    actions: ["Record it again: ainative-code chat --record FILE", "Or remove the line and everything after it."],
    details: { path, line },
    cause,
  });
}

function isHeader(value: unknown): value is TapeHeader {
  return isRecord(value) && value["tape"] === 1 && (value["compare"] === undefined || Array.isArray(value["compare"]));
}

function isEntry(value: unknown): value is TapeEntry {
  if (!isRecord(value) || !isRecord(value["request"]) || !Array.isArray(value["events"])) return false;
  const events: readonly unknown[] = value["events"];
  const last = events.at(-1);
  return events.every((event) => isRecord(event) && typeof event["type"] === "string") && isRecord(last) && isTerminal(last);
}

function isTerminal(event: Readonly<Record<string, unknown>>): boolean {
  return (event["type"] === "finish" && isRecord(event["stop"])) || (event["type"] === "error" && isRecord(event["error"]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
