import { printable } from "../../app/printable.ts";
import type { Styles } from "./styles.ts";

/** The lines of a unified diff for a person, without the names of the files; at most so many, and what is left out is told. */
export function diffText(diff: string, maxLines: number, styles: Styles): readonly string[] {
  const lines = printable(diff).split("\n").filter((line) => !/^(---|\+\+\+) /.test(line));
  const left = lines.length - maxLines;
  const shown = lines.slice(0, maxLines).map((line) => colour(line, styles));
  return left > 0 ? [...shown, styles.quiet(`[… ${left} more lines]`)] : shown;
}

function colour(line: string, styles: Styles): string {
  if (line.startsWith("+")) return styles.good(line);
  if (line.startsWith("-")) return styles.bad(line);
  return line.startsWith("@@") ? styles.quiet(line) : line;
}
