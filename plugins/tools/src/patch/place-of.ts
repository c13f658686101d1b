import { nearestLine } from "../nearest-line.ts";
import type { Hunk } from "./file-patch.ts";
import { doesNotFit } from "./patch-error.ts";

type Same = (a: string, b: string) => boolean;

const exactly: Same = (a, b) => a === b;
const butForBlanksAtTheEnd: Same = (a, b) => a.trimEnd() === b.trimEnd();
/** Places named in a message. */
const maxNamed = 5;

/** The index of the line a hunk begins at, `from` or later. Throws `invalid-input` where it is none, or not certain. */
export function placeOf(path: string, lines: readonly string[], hunk: Hunk, from: number): number {
  const old = hunk.lines.filter(({ mark }) => mark !== "+").map(({ text }) => text);
  const start = hunk.below.reduce((after, head) => belowHead(path, lines, hunk, head, after), from);
  if (old.length === 0) return insertionPlace(path, lines, hunk, start);
  for (const same of [exactly, butForBlanksAtTheEnd]) {
    const places = placesOf(lines, old, start, same).filter(
      (place) => hunk.atEnd !== true || place + old.length === lines.length,
    );
    const place = choose(path, places, hunk);
    if (place !== undefined) return place;
  }
  throw doesNotFit(
    `${hunkIn(path, hunk)} does not fit: ${drift(lines, old, start)}`,
    "Read the file and write the hunk anew from what is there.",
  );
}

/** Nothing of the file is named: it goes below its head, to its line, or to the end. */
function insertionPlace(path: string, lines: readonly string[], hunk: Hunk, start: number): number {
  if (hunk.atEnd === true) return lines.length;
  if (hunk.below.length > 0) return start;
  if (hunk.line === undefined) return lines.length;
  if (hunk.line >= start && hunk.line <= lines.length) return hunk.line;
  throw doesNotFit(
    `${hunkIn(path, hunk)} adds lines after line ${hunk.line}, where nothing can be added.`,
    "Give the lines before and after it as context.",
  );
}

/** With a line number, the place there counts, and any other only if it is the only one; so it does without one. */
function choose(path: string, places: readonly number[], hunk: Hunk): number | undefined {
  const [first] = places;
  if (places.length <= 1 || hunk.below.length > 0) return first;
  if (hunk.line !== undefined && places.includes(hunk.line - 1)) return hunk.line - 1;
  const named = places.slice(0, maxNamed).map((place) => place + 1);
  throw doesNotFit(
    `${hunkIn(path, hunk)} fits in ${places.length} places, at lines ${named.join(", ")}${places.length > maxNamed ? ", ..." : ""}.`,
    "Add lines of context until it fits in one place, or name the function it is in behind @@.",
  );
}

function belowHead(path: string, lines: readonly string[], hunk: Hunk, head: string, from: number): number {
  const found = lines.findIndex((line, index) => index >= from && line.trim() === head);
  const like = found === -1 ? lines.findIndex((line, index) => index >= from && line.includes(head)) : found;
  if (like === -1) {
    throw doesNotFit(
      `${hunkIn(path, hunk)}: no line "${head}" from line ${from + 1} on.`,
      "Copy that line exactly as it is in the file.",
    );
  }
  return like + 1;
}

function placesOf(lines: readonly string[], old: readonly string[], from: number, same: Same): readonly number[] {
  const places: number[] = [];
  for (let at = from; at + old.length <= lines.length; at++) {
    if (old.every((text, index) => same(text, lines[at + index] ?? ""))) places.push(at);
  }
  return places;
}

/** Where the file goes another way than the hunk, told at the place where most of it fits. */
function drift(lines: readonly string[], old: readonly string[], from: number): string {
  let best = { length: 0, place: -1 };
  for (let at = from; at < lines.length; at++) {
    const wrong = old.findIndex((text, index) => !butForBlanksAtTheEnd(text, lines[at + index] ?? "\0"));
    if (wrong > best.length) best = { length: wrong, place: at };
  }
  const missing = JSON.stringify(old[best.length] ?? "");
  if (best.place !== -1) {
    const at = best.place + best.length;
    const there = lines[at];
    return `from line ${best.place + 1} on it fits for ${best.length} of ${old.length} lines, then the hunk has ${missing} and ${there === undefined ? "the file ends" : `line ${at + 1} is ${JSON.stringify(there)}`}.`;
  }
  const near = nearestLine(lines.join("\n"), old.join("\n"));
  const hint = near === undefined ? "" : ` Most like it is line ${near.number}: ${JSON.stringify(near.line)}`;
  return `there is no line ${missing}${from === 0 ? "" : ` from line ${from + 1} on`}.${hint}`;
}

function hunkIn(path: string, { number }: Hunk): string {
  return `${path}, hunk ${number}`;
}
