/** Lines looked at, and characters of each: a hint is not worth more. */
const maxLines = 20_000;
const maxLength = 300;
/** Below this share of common letter pairs two lines have nothing to do with each other. */
const threshold = 0.5;

/** The line of a text that is most like the first line of what was looked for. */
export function nearestLine(text: string, wanted: string): { readonly number: number; readonly line: string } | undefined {
  const first = wanted.split(/\r?\n/).find((line) => line.trim() !== "");
  if (first === undefined) return undefined;
  const pairs = pairsOf(first);
  let best = { score: threshold, number: 0, line: "" };
  for (const [index, line] of text.split(/\r?\n/, maxLines).entries()) {
    const score = likeness(pairs, pairsOf(line));
    if (score > best.score) best = { score, number: index + 1, line: line.slice(0, maxLength) };
  }
  return best.number === 0 ? undefined : best;
}

/** Pairs of neighbouring characters, white space left out, each with how often it occurs. */
function pairsOf(line: string): ReadonlyMap<string, number> {
  const text = line.slice(0, maxLength).replaceAll(/\s+/g, "");
  const pairs = new Map<string, number>();
  for (let at = 0; at < text.length - 1; at++) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [pair, count] of a) common += Math.min(count, b.get(pair) ?? 0);
  const total = sum(a) + sum(b);
  return total === 0 ? 0 : (2 * common) / total;
}

function sum(pairs: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of pairs.values()) total += count;
  return total;
}
