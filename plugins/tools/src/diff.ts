import { changesOf } from "./changes-of.ts";
import type { Change } from "./changes-of.ts";
import { linesOf } from "./text-file.ts";

/** Unchanged lines shown around a change. */
const context = 3;
/** Lines of a diff; what is longer is cut, and says so. */
const maxLines = 500;
/** Characters of one line. */
const maxLine = 2000;

/** A unified diff for a person to look at; empty where nothing but line ends at the end differs. */
export function diffOf(path: string, before: string, after: string): string {
  const a = linesOf(before);
  const b = linesOf(after);
  const body = hunksOf(changesOf(a, b)).flatMap((hunk) => hunkLines(hunk, a, b));
  if (body.length === 0) return "";
  const cut = body.length > maxLines ? [...body.slice(0, maxLines), `(... ${body.length - maxLines} more lines)`] : body;
  return [before === "" ? "--- /dev/null" : `--- a/${path}`, `+++ b/${path}`, ...cut.map(shortened)].join("\n");
}

function shortened(line: string): string {
  return line.length <= maxLine ? line : `${line.slice(0, maxLine)}(... ${line.length - maxLine} more characters)`;
}

/** Changes whose contexts touch belong to one hunk. */
function hunksOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1);
    if (last !== undefined && change.aStart - last.aEnd <= context * 2) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunkLines(hunk: readonly Change[], a: readonly string[], b: readonly string[]): readonly string[] {
  const [first] = hunk;
  const last = hunk.at(-1);
  if (first === undefined || last === undefined) return [];
  const from = Math.max(0, first.aStart - context);
  const to = Math.min(a.length, last.aEnd + context);
  const lines: string[] = [];
  let at = from;
  for (const change of hunk) {
    for (const line of a.slice(at, change.aStart)) lines.push(` ${line}`);
    for (const line of a.slice(change.aStart, change.aEnd)) lines.push(`-${line}`);
    for (const line of b.slice(change.bStart, change.bEnd)) lines.push(`+${line}`);
    at = change.aEnd;
  }
  for (const line of a.slice(at, to)) lines.push(` ${line}`);
  const bFrom = first.bStart - (first.aStart - from);
  const bTo = last.bEnd + (to - last.aEnd);
  return [`@@ -${range(from, to)} +${range(bFrom, bTo)} @@`, ...lines];
}

/** An empty range names the line before it. */
function range(from: number, to: number): string {
  return to === from ? `${from},0` : `${from + 1},${to - from}`;
}
