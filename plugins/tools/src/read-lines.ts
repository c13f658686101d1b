import { AinError } from "@ainative-code/sdk";
import type { ToolOutput } from "@ainative-code/sdk";
import { linesOf, parseText } from "./text-file.ts";
import type { TextForm } from "./text-file.ts";

/** What part of a text is wanted, in lines counted from 1. */
export interface LineRange {
  readonly offset?: number;
  readonly limit?: number;
}

const defaultLimit = 2000;
const maxLineLength = 2000;
/** Characters of one answer: a little under what the model gets of it, so that nothing is cut out of the middle. */
const maxChars = 60_000;

/** The lines of a text file with their numbers. Throws `invalid-input` for a binary one and a line that is not there. */
export function readLines(path: string, bytes: Uint8Array, { offset = 1, limit = defaultLimit }: LineRange): ToolOutput {
  const file = parseText(bytes);
  if (file === undefined) {
    throw new AinError("invalid-input", `${path} is a binary file (${bytes.length.toLocaleString("en-US")} bytes).`, {
      actions: ["Look at it with a shell command such as `file` or `xxd | head`."],
    });
  }
  const all = linesOf(file.text);
  if (all.length === 0) return { content: `(${path} is empty)`, details: { lines: 0 } };
  if (offset > all.length) {
    throw new AinError("invalid-input", `${path} has ${all.length} lines; there is no line ${offset}.`, {
      actions: [`Use an offset between 1 and ${all.length}.`],
    });
  }
  const shown = numbered(all, offset, limit);
  const last = offset + shown.length - 1;
  const more = last < all.length ? [`(lines ${offset} to ${last} of ${all.length}; go on with offset ${last + 1})`] : [];
  return {
    content: [...shown, ...more, ...formNote(file.form)].join("\n"),
    details: { lines: all.length, from: offset, to: last },
  };
}

/** One line at least. */
function numbered(all: readonly string[], offset: number, limit: number): readonly string[] {
  const shown: string[] = [];
  let room = maxChars;
  for (let at = offset; at <= all.length && shown.length < limit; at++) {
    const line = `${String(at).padStart(6)}\t${cut(all[at - 1] ?? "")}`;
    room -= line.length + 1;
    if (room < 0 && shown.length > 0) break;
    shown.push(line);
  }
  return shown;
}

function cut(line: string): string {
  if (line.length <= maxLineLength) return line;
  return `${line.slice(0, maxLineLength)} (... ${line.length - maxLineLength} more characters in this line)`;
}

function formNote({ encoding }: TextForm): readonly string[] {
  if (encoding === "utf-8") return [];
  return [encoding === "latin1" ? "(not UTF-8; shown as Latin-1)" : `(${encoding.toUpperCase()})`];
}
