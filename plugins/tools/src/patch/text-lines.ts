/** A text as lines that remember what each of them ends with. */
export interface Line {
  readonly text: string;
  /** `undefined` for a new line: it takes that of its neighbour. */
  readonly end: LineEnd | "" | undefined;
}

type LineEnd = "\n" | "\r\n";

export function linesIn(text: string): readonly Line[] {
  const pieces = text.split("\n");
  return pieces.flatMap((piece, index): readonly Line[] => {
    const isLast = index === pieces.length - 1;
    if (isLast) return piece === "" ? [] : [{ text: piece, end: "" }];
    return [piece.endsWith("\r") ? { text: piece.slice(0, -1), end: "\r\n" } : { text: piece, end: "\n" }];
  });
}

/** The text of the lines; the last one ends with a line end if `closed`, and all others do. */
export function textFrom(lines: readonly Line[], usual: LineEnd, closed: boolean): string {
  let near: LineEnd = lines.map(({ end }) => end).find((end) => end === "\n" || end === "\r\n") ?? usual;
  const pieces = lines.map(({ text, end }, index) => {
    if (end === "\n" || end === "\r\n") near = end;
    return text + (index === lines.length - 1 && !closed ? "" : near);
  });
  return pieces.join("");
}
