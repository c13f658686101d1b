/** Lines `aStart` to `aEnd` (exclusive, from 0) became lines `bStart` to `bEnd`. */
export interface Change {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/** Cells of the table below; beyond, everything between the common head and tail counts as one change. */
const maxCells = 1_000_000;

/** What differs between two lists of lines, in order, with the longest common part left alone. */
export function changesOf(a: readonly string[], b: readonly string[]): readonly Change[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const whole = { aStart: head, aEnd: a.length - tail, bStart: head, bEnd: b.length - tail };
  const rows = whole.aEnd - head;
  const columns = whole.bEnd - head;
  if (rows === 0 && columns === 0) return [];
  if (rows === 0 || columns === 0 || (rows + 1) * (columns + 1) > maxCells) return [whole];
  return gaps(a.slice(head, whole.aEnd), b.slice(head, whole.bEnd)).map((gap) => ({
    aStart: gap.aStart + head,
    aEnd: gap.aEnd + head,
    bStart: gap.bStart + head,
    bEnd: gap.bEnd + head,
  }));
}

/** At `[i * (b.length + 1) + j]`: the length of the longest common part of `a` from `i` on and `b` from `j` on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const cell = i * width + j;
      const below = lengths[cell + width] ?? 0;
      const right = lengths[cell + 1] ?? 0;
      lengths[cell] = a[i] === b[j] ? (lengths[cell + width + 1] ?? 0) + 1 : Math.max(below, right);
    }
  }
  return lengths;
}

/** What lies between the common lines. */
function gaps(a: readonly string[], b: readonly string[]): readonly Change[] {
  const lengths = commonLengths(a, b);
  const width = b.length + 1;
  const changes: Change[] = [];
  let [i, j, aStart, bStart] = [0, 0, 0, 0];
  const flush = (): void => {
    if (i > aStart || j > bStart) changes.push({ aStart, aEnd: i, bStart, bEnd: j });
  };
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      flush();
      aStart = ++i;
      bStart = ++j;
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  i = a.length;
  j = b.length;
  flush();
  return changes;
}
