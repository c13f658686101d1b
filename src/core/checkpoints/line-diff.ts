/** A line of a comparison: ` ` in both, `-` only in the first, `+` only in the second. */
type Edit = readonly [sign: " " | "-" | "+", line: string];

/** Differences that are looked for; beyond, everything between the common beginning and end counts as one. */
const maxDistance = 400;
/** Unchanged lines shown around a change. */
const context = 3;

export interface LineDiff {
  readonly added: number;
  readonly removed: number;
  /** As in a unified diff, without the names of the files. */
  readonly lines: readonly string[];
}

/** What makes the second text of the first. */
export function lineDiff(before: string, after: string): LineDiff {
  const edits = editsOf(linesOf(before), linesOf(after));
  const count = (sign: string): number => edits.filter(([each]) => each === sign).length;
  return { added: count("+"), removed: count("-"), lines: shown(edits) };
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function editsOf(a: readonly string[], b: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const same = (lines: readonly string[]): readonly Edit[] => lines.map((line) => [" ", line]);
  return [
    ...same(a.slice(0, head)),
    ...between(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...same(a.slice(a.length - tail)),
  ];
}

/** The shortest way, by Myers' greedy search: for each number of differences, how far each diagonal is reached. */
function between(a: readonly string[], b: readonly string[]): readonly Edit[] {
  const reached: Map<number, number>[] = [];
  let last = new Map([[1, 0]]);
  for (let distance = 0; distance <= Math.min(maxDistance, a.length + b.length); distance++) {
    const now = new Map<number, number>();
    reached.push(now);
    for (let k = -distance; k <= distance; k += 2) {
      let x = isDown(last, k, distance) ? (last.get(k + 1) ?? 0) : (last.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      now.set(k, x);
      if (x >= a.length && x - k >= b.length) return wayBack(a, b, reached);
    }
    last = now;
  }
  return [...a.map((line): Edit => ["-", line]), ...b.map((line): Edit => ["+", line])];
}

function isDown(last: ReadonlyMap<number, number>, k: number, distance: number): boolean {
  return k === -distance || (k !== distance && (last.get(k - 1) ?? -1) < (last.get(k + 1) ?? -1));
}

function wayBack(a: readonly string[], b: readonly string[], reached: readonly ReadonlyMap<number, number>[]): readonly Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [a.length, b.length];
  for (let distance = reached.length - 1; distance >= 0; distance--) {
    const before = reached[distance - 1] ?? new Map([[1, 0]]);
    const k = x - y;
    const down = isDown(before, k, distance);
    const fromX = before.get(down ? k + 1 : k - 1) ?? 0;
    const fromY = fromX - (down ? k + 1 : k - 1);
    for (; x > Math.max(fromX, 0) && y > Math.max(fromY, 0) && a[x - 1] === b[y - 1]; y--) edits.push([" ", a[--x] ?? ""]);
    if (distance === 0) break;
    if (down) edits.push(["+", b[--y] ?? ""]);
    else edits.push(["-", a[--x] ?? ""]);
  }
  return edits.toReversed();
}

function shown(edits: readonly Edit[]): readonly string[] {
  const near = edits.map((_, index) =>
    edits.slice(Math.max(0, index - context), index + context + 1).some(([sign]) => sign !== " "),
  );
  const lines: string[] = [];
  let [oldLine, newLine] = [1, 1];
  for (const [index, [sign, line]] of edits.entries()) {
    if (near[index] === true) {
      if (near[index - 1] !== true) lines.push(header(edits.slice(index, ending(near, index)), oldLine, newLine));
      lines.push(`${sign}${line}`);
    }
    if (sign !== "+") oldLine++;
    if (sign !== "-") newLine++;
  }
  return lines;
}

/** Behind the last line of the piece that begins at `start`. */
function ending(near: readonly boolean[], start: number): number {
  const end = near.indexOf(false, start);
  return end < 0 ? near.length : end;
}

/** As `diff -u` has it: without a length where that is 1, and with the line before where it is 0. */
function header(piece: readonly Edit[], oldLine: number, newLine: number): string {
  const range = (start: number, other: "+" | "-"): string => {
    const length = piece.filter(([sign]) => sign !== other).length;
    return length === 1 ? String(start) : `${length === 0 ? start - 1 : start},${length}`;
  };
  return `@@ -${range(oldLine, "+")} +${range(newLine, "-")} @@`;
}
