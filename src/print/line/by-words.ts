import { cellsOf } from "./input/cells.ts";

/** A text of one line in rows of at most so many cells, broken between words; a longer word stays whole. */
export function byWords(text: string, columns: number): readonly string[] {
  return byPieces(text.split(" "), columns);
}

/** The same of pieces none of which is broken. */
export function byPieces(pieces: readonly string[], columns: number, between = " "): readonly string[] {
  const rows: string[] = [];
  for (const piece of pieces) {
    const last = rows.at(-1);
    if (last !== undefined && cellsOf(last + between + piece) <= columns) rows[rows.length - 1] = `${last}${between}${piece}`;
    else rows.push(piece);
  }
  return rows;
}
