import { AinError } from "@ainative-code/sdk";
import { keepLineEnds } from "./keep-line-ends.ts";
import { nearestLine } from "./nearest-line.ts";

export interface Replacement {
  readonly oldText: string;
  readonly newText: string;
  readonly replaceAll?: boolean;
}

interface Text {
  readonly text: string;
  readonly lineEnd: "\n" | "\r\n";
}

/** Lines named in a message. */
const maxLinesNamed = 10;

/**
 * Replaces one occurrence or all. Line ends are compared as equal, and what is put in gets those of the place it goes
 * to; nothing else of the file changes. Throws `invalid-input`, beginning with `prefix`, where that is not possible in one
 * way only.
 */
export function replaceText(file: Text, edit: Replacement, prefix: string): { readonly text: string; readonly count: number } {
  const fail = (message: string, action: string): AinError =>
    new AinError("invalid-input", prefix + message, { actions: [action] });
  if (edit.oldText === "") throw fail("oldText is empty.", "Use write to make a file or to replace all of it.");
  if (edit.oldText === edit.newText) throw fail("oldText and newText are the same.", "Give the text as it shall be as newText.");

  const places =
    edit.replaceAll === true ? placesOf(file.text, edit.oldText) : withOverlap(file.text, placesOf(file.text, edit.oldText));
  if (places.length === 0) {
    throw fail(`oldText was not found.${hint(file.text, edit.oldText)}`, "Read the file and copy the text exactly.");
  }
  if (places.length > 1 && edit.replaceAll !== true) {
    throw fail(
      `oldText occurs ${places.length} times, ${linesAt(file.text, places)}.`,
      "Add lines before or after it to oldText until it occurs once, or set replaceAll.",
    );
  }
  const text = spliced(file.text, places, (found) => keepLineEnds(edit.newText, found, file.lineEnd));
  if (text === file.text) throw fail("newText would change nothing but line ends.", "Convert line ends with a shell command.");
  return { text, count: places.length };
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Two closing brackets fit twice into three: which two are meant nobody can say. */
function withOverlap(text: string, places: readonly Place[]): readonly Place[] {
  const [place] = places;
  if (place === undefined || places.length > 1) return places;
  const start = text.indexOf(text.slice(place.start, place.end), place.start + 1);
  return start === -1 ? places : [place, { start, end: start + place.end - place.start }];
}

/** As it is written first; then with any line end standing for any other. */
function placesOf(text: string, oldText: string): readonly Place[] {
  const exact = exactPlaces(text, oldText);
  if (exact.length > 0 || !/\n/.test(oldText)) return exact;
  const pattern = oldText
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map(escaped)
    .join("\\r?\\n");
  return Array.from(text.matchAll(new RegExp(pattern, "g")), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function exactPlaces(text: string, oldText: string): readonly Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(oldText); at !== -1; at = text.indexOf(oldText, at + oldText.length)) {
    places.push({ start: at, end: at + oldText.length });
  }
  return places;
}

function spliced(text: string, places: readonly Place[], newTextFor: (found: string) => string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of places) {
    pieces.push(text.slice(at, start), newTextFor(text.slice(start, end)));
    at = end;
  }
  return pieces.join("") + text.slice(at);
}

function linesAt(text: string, places: readonly Place[]): string {
  const numbers = places.slice(0, maxLinesNamed).map(({ start }) => text.slice(0, start).split("\n").length);
  return `at lines ${numbers.join(", ")}${places.length > maxLinesNamed ? ", ..." : ""}`;
}

function hint(text: string, oldText: string): string {
  const nearest = nearestLine(text, oldText);
  return nearest === undefined ? "" : ` Most like its first line is line ${nearest.number}: ${JSON.stringify(nearest.line)}`;
}
