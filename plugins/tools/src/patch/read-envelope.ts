import { hunkLineOf } from "./file-patch.ts";
import type { FilePatch, Hunk, HunkLine } from "./file-patch.ts";
import { notAPatch } from "./patch-error.ts";

const begin = "*** Begin Patch";
const end = "*** End Patch";
const section = /^\*\*\* (Add|Update|Delete) File: (.+)$/;
const kinds = { Add: "add", Update: "update", Delete: "delete" } as const;

export function isEnvelope(lines: readonly string[]): boolean {
  return lines.some((line) => line.trim() === begin);
}

/** The form with `*** Begin Patch`. Throws `invalid-input`, with the line, for what is none of it. */
export function readEnvelope(lines: readonly string[]): readonly FilePatch[] {
  const first = lines.findIndex((line) => line.trim() === begin) + 1;
  const last = lines.findLastIndex((line) => line.trim() === end);
  if (last < first) throw notAPatch("*** End Patch is missing, so the end of it may be missing too");
  const patches: FilePatch[] = [];
  for (let at = first; at < last; ) {
    if ((lines[at] ?? "").trim() === "") {
      at++;
      continue;
    }
    const next = nextSection(lines, at + 1, last);
    patches.push(readSection(lines.slice(at, next), at + 1));
    at = next;
  }
  return patches;
}

function nextSection(lines: readonly string[], from: number, last: number): number {
  const found = lines.findIndex((line, index) => index >= from && section.test(line));
  return found === -1 || found > last ? last : found;
}

/** `number`: that of the first of these lines in the patch. */
function readSection(lines: readonly string[], number: number): FilePatch {
  const [, word, path] = section.exec(lines[0] ?? "") ?? [];
  if (path === undefined || (word !== "Add" && word !== "Update" && word !== "Delete")) {
    throw notAPatch("expected *** Add File:, *** Update File: or *** Delete File:", number);
  }
  const kind = kinds[word];
  const target = /^\*\*\* Move to: (.+)$/.exec(lines[1] ?? "")?.[1]?.trim();
  if (target !== undefined && kind !== "update") throw notAPatch("only an updated file can be moved", number + 1);
  const body = lines.slice(target === undefined ? 1 : 2);
  const from = number + lines.length - body.length;
  const patch = { kind, path: path.trim(), ...(target === undefined ? {} : { to: target }) };
  if (kind === "add") return { ...patch, hunks: [added(body, from)] };
  if (kind === "update") return { ...patch, hunks: readHunks(body, from) };
  const stray = body.findIndex((line) => line.trim() !== "");
  if (stray !== -1) throw notAPatch("nothing can follow *** Delete File:", from + stray);
  return { ...patch, hunks: [] };
}

function added(body: readonly string[], from: number): Hunk {
  const wrong = body.findIndex((line) => !line.startsWith("+") && line !== "");
  if (wrong !== -1) throw notAPatch("every line of an added file begins with +", from + wrong);
  const lines = body.filter((line) => line !== "").map((line) => ({ mark: "+" as const, text: line.slice(1) }));
  return { number: 1, below: [], lines };
}

interface Open {
  readonly below: string[];
  readonly lines: HunkLine[];
  line?: number;
  atEnd: boolean;
}

function readHunks(body: readonly string[], from: number): readonly Hunk[] {
  const hunks: Open[] = [];
  const trimmed = body.slice(0, body.findLastIndex((line) => line !== "") + 1);
  for (const [index, line] of trimmed.entries()) {
    let hunk = hunks.at(-1);
    const isHead = line.startsWith("@@");
    if (hunk === undefined || hunk.atEnd || (isHead && hunk.lines.length > 0)) {
      hunk = { below: [], lines: [], atEnd: false };
      hunks.push(hunk);
    }
    const read = isHead ? undefined : hunkLineOf(line);
    if (isHead) addHead(hunk, line);
    else if (line.trim() === "*** End of File") hunk.atEnd = true;
    else if (read === undefined) throw notAPatch("a line of a hunk begins with a blank, - or +", from + index);
    else hunk.lines.push(read);
  }
  return hunks.map((hunk, index) => ({ ...hunk, number: index + 1 }));
}

/** `@@ class A`, or that of a unified diff, whose numbers then say where to look. */
function addHead(hunk: Open, line: string): void {
  const numbers = /^@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@/.exec(line);
  const start = Number(numbers?.[1] ?? 0);
  if (start > 0) hunk.line = start;
  const text = line.slice(numbers?.[0].length ?? 2).trim();
  if (numbers === null && text !== "") hunk.below.push(text);
}
