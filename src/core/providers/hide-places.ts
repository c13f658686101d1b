import { placeFinder, tapeMark, type PlaceFinder, type TapeEvent, type TapePlaces } from "@ainative-code/sdk";

/**
 * The events with `tapeMark("cwd")` in place of the working folder, in every string. A path that was streamed in pieces is
 * found too: its mark stands in the piece where it began. Temporary files are of one run, so their paths stay.
 */
export function hidePlaces(events: readonly TapeEvent[], places: TapePlaces): readonly TapeEvent[] {
  const find = placeFinder({ cwd: places["cwd"] ?? [] });
  const pieces = hideInPieces(events, find);
  return events.map((event, index) => {
    const piece = pieces.get(index);
    if (piece === undefined) return hideIn(event, find);
    return event.type === "tool-delta" ? { ...event, textDelta: piece } : { ...event, text: piece };
  });
}

/** The new text of each delta, by the index of its event. */
function hideInPieces(events: readonly TapeEvent[], find: PlaceFinder): ReadonlyMap<number, string> {
  const deltas = events.flatMap((event, index) => deltaOf(event, index));
  const hidden = new Map<number, string>();
  for (const stream of Map.groupBy(deltas, ({ part }) => part).values()) {
    const texts = hideAcross(stream.map(({ text }) => text), find);
    for (const [at, { index }] of stream.entries()) hidden.set(index, texts[at] ?? "");
  }
  return hidden;
}

/** Pieces of one text, marked as if it were whole. */
function hideAcross(pieces: readonly string[], find: PlaceFinder): readonly string[] {
  const matches = find(pieces.join(""));
  if (matches.length === 0) return pieces;
  let offset = 0;
  return pieces.map((piece) => {
    const [from, to] = [offset, offset + piece.length];
    offset = to;
    let result = "";
    let at = from;
    for (const { start, end, name } of matches) {
      if (end <= from || start >= to) continue;
      result += piece.slice(at - from, Math.max(start, from) - from) + (start >= from ? tapeMark(name) : "");
      at = Math.min(end, to);
    }
    return result + piece.slice(at - from);
  });
}

interface Delta {
  readonly index: number;
  readonly part: number;
  readonly text: string;
}

function deltaOf(event: TapeEvent, index: number): readonly Delta[] {
  if (event.type === "tool-delta") return [{ index, part: event.part, text: event.textDelta }];
  return event.type === "text-delta" || event.type === "thinking-delta" ? [{ index, part: event.part, text: event.text }] : [];
}

/** The same value with every string in it marked. */
function hideIn<T>(value: T, find: PlaceFinder): T;
function hideIn(value: unknown, find: PlaceFinder): unknown {
  if (typeof value === "string") return hideAcross([value], find)[0];
  if (Array.isArray(value)) return value.map((item: unknown) => hideIn(item, find));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hideIn(member, find)]));
}
