import { cellsOf } from "./input/cells.ts";

/** A text of one line in rows of at most so many cells, broken between words; a longer word stays whole. */
export function byWords(text: string, columns: number): readonly string[] {
  const rows: string[] = [];
  for (const word of text.split(" ")) {
    const last = rows.at(-1);
    if (last !== undefined && cellsOf(last) + 1 + cellsOf(word) <= columns) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}
