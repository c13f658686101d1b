/** What a patch says of one file, in whichever form it was written. */
export interface FilePatch {
  readonly kind: "add" | "update" | "delete";
  readonly path: string;
  /** Where an updated file goes. */
  readonly to?: string;
  /** Of an added file there is one hunk, all of it new. */
  readonly hunks: readonly Hunk[];
}

export interface Hunk {
  /** Counted from 1, for a person. */
  readonly number: number;
  /** Lines that stand before the place, outermost first. */
  readonly below: readonly string[];
  /** The line it is said to begin at, counted from 1. */
  readonly line?: number;
  readonly lines: readonly HunkLine[];
  /** Nothing of the file comes after it. */
  readonly atEnd?: boolean;
  /** What the last line of the file is to end with; as before if it is not said. */
  readonly finalLineEnd?: boolean;
}

export interface HunkLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
}

/** A line of a hunk as it is written; an empty one is an empty line of context that lost its blank. */
export function hunkLineOf(line: string): HunkLine | undefined {
  const [mark] = line;
  if (mark === undefined) return { mark: " ", text: "" };
  return mark === " " || mark === "-" || mark === "+" ? { mark, text: line.slice(1) } : undefined;
}
