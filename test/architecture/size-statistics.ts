import { type Tree, sourcesOf } from "./source/tree.ts";
import { isShipped } from "./source/zone.ts";

/** Median, 90th percentile and maximum of a list of lengths, in lines. */
interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

/** A table to read beside STYLE's aims: files and functions that ship, and how much test there is for them. */
export function sizeTable(tree: Tree): string {
  const sources = sourcesOf(tree);
  const shipped = sources.filter(({ path }) => isShipped(path));
  const files = spread(shipped.map(({ lineCount }) => lineCount));
  const functions = spread(shipped.flatMap(({ functions: all }) => all.map(({ lines }) => lines)));
  const code = total(shipped.map(({ lineCount }) => lineCount));
  const tests = total(sources.filter(({ path }) => /(^|\/)test\//.test(path)).map(({ lineCount }) => lineCount));
  return [
    "lines          count  median     p90     max   aim",
    row("files", files, "80/200/300"),
    row("functions", functions, "8/25/60"),
    `code ${String(code)} lines, tests ${String(tests)} (${(tests / Math.max(code, 1)).toFixed(2)} to 1, aim 1.5)`,
  ].join("\n");
}

function row(name: string, { count, median, p90, max }: Spread, aim: string): string {
  return [name.padEnd(12), ...[count, median, p90, max].map((value) => String(value).padStart(7)), `  ${aim}`].join(" ");
}

function spread(lengths: readonly number[]): Spread {
  const sorted = lengths.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, median: at(0.5), p90: at(0.9), max: sorted.at(-1) ?? 0 };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
