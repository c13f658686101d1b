import { cellsOf, charactersOf } from "./cells.ts";

export interface Layout {
  /** What stands in each row of the screen, none wider than the columns. */
  readonly rows: readonly string[];
  readonly cursorRow: number;
  readonly cursorColumn: number;
}

export interface LayoutInput {
  readonly text: string;
  /** Offset in the text. */
  readonly cursor: number;
  readonly columns: number;
  /** Stands before the first line; the others are indented as far. */
  readonly prompt: string;
  /** What stands for a character on the screen. */
  readonly shown: (character: string) => string;
}

/** A tab in the text being entered. */
const tab = "    ";

/** Breaks the text being entered into rows of the screen, as the terminal would, and finds the place of the cursor. */
export function layoutOf({ text, cursor, columns, prompt, shown }: LayoutInput): Layout {
  const indent = " ".repeat(cellsOf(prompt));
  const rows: string[] = [];
  let row = prompt;
  let width = indent.length;
  let place = { cursorRow: 0, cursorColumn: width };
  let offset = 0;
  const nextRow = (begin: string): void => {
    rows.push(row);
    row = begin;
    width = begin.length;
  };
  for (const character of charactersOf(text)) {
    if (offset === cursor) place = { cursorRow: rows.length, cursorColumn: width };
    offset += character.length;
    if (character === "\n") {
      nextRow(indent);
      continue;
    }
    for (const piece of charactersOf(character === "\t" ? tab : shown(character))) {
      const cells = cellsOf(piece);
      // The last column stays free, for a terminal waits there and nobody can tell in which row the cursor is.
      if (width + cells >= columns && width > 0) {
        if (offset - character.length === cursor && place.cursorColumn === width) {
          place = { cursorRow: rows.length + 1, cursorColumn: 0 };
        }
        nextRow("");
      }
      row += piece;
      width += cells;
    }
  }
  if (offset === cursor) place = { cursorRow: rows.length, cursorColumn: width };
  return { rows: [...rows, row], ...place };
}
