type LineEnd = "\n" | "\r\n";

/**
 * `text` with the line ends of `found`, the place it goes to: each its own where both have as many lines, else those that
 * most lines there have, or in the file (`usual`) where that decides nothing. Where "\n" is usual, `text` stays as it is.
 */
export function keepLineEnds(text: string, found: string, usual: LineEnd): string {
  const there = found.match(/\r?\n/g) ?? [];
  const lines = text.split(/\r?\n/);
  if (there.length === lines.length - 1) return lines.map((line, index) => line + (there[index] ?? "")).join("");
  return mostOf(there, usual) === "\r\n" ? lines.join("\r\n") : text;
}

function mostOf(lineEnds: readonly string[], usual: LineEnd): LineEnd {
  const windows = lineEnds.filter((lineEnd) => lineEnd === "\r\n").length;
  const lead = 2 * windows - lineEnds.length;
  return lead === 0 ? usual : lead > 0 ? "\r\n" : "\n";
}
