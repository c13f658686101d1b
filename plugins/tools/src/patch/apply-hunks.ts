import type { TextFile } from "../text-file.ts";
import type { Hunk } from "./file-patch.ts";
import { placeOf } from "./place-of.ts";
import { linesIn, textFrom } from "./text-lines.ts";
import type { Line } from "./text-lines.ts";

/**
 * The text of a file with all hunks in it, in their order. Line ends, and context that differs in nothing but blanks at
 * the end of lines, stay as they are in the file. Throws `invalid-input` for a hunk that fits nowhere, or in several places.
 */
export function applyHunks(path: string, { text, form }: Pick<TextFile, "text" | "form">, hunks: readonly Hunk[]): string {
  const old = linesIn(text);
  const texts = old.map((line) => line.text);
  const done: Line[] = [];
  let at = 0;
  let finalLineEnd = old.length === 0 || old.at(-1)?.end !== "";
  for (const hunk of hunks) {
    const place = placeOf(path, texts, hunk, at);
    for (const line of old.slice(at, place)) done.push(line);
    at = place;
    for (const line of hunk.lines) {
      const there = old[at];
      if (line.mark === "+") done.push({ text: line.text, end: undefined });
      else if (line.mark === "-") at++;
      else if (there !== undefined) {
        done.push(there);
        at++;
      }
    }
    finalLineEnd = hunk.finalLineEnd ?? finalLineEnd;
  }
  return textFrom([...done, ...old.slice(at)], form.lineEnd, finalLineEnd);
}
