import type { Native } from "@ainative-code/sdk";
import { numberOr, objectOr, objectsOf, type JsonObject } from "@ainative-code/provider-kit";

/** A stretch of a text that the vendor sent as a part of its own, with the fields it must be sent back with. */
export interface Piece {
  /** UTF-16 units; 0 for an empty part that only carries a signature. */
  length: number;
  /** What the part has besides its text; nothing for one that may be joined with its neighbours. */
  readonly fields?: JsonObject;
}

/** What a part keeps of its pieces; nothing where it was a plain text. */
export function nativeOfPieces(pieces: readonly Piece[]): Native | undefined {
  return pieces.some(({ fields }) => fields !== undefined) ? { pieces } : undefined;
}

/** The vendor's parts again: each piece of the text with its fields. */
export function partsOfText(text: string, native: Native | undefined): readonly (JsonObject & { readonly text: string })[] {
  const parts: (JsonObject & { readonly text: string })[] = [];
  let from = 0;
  for (const piece of objectsOf(native?.["pieces"])) {
    const to = from + (numberOr(piece["length"]) ?? 0);
    parts.push({ ...objectOr(piece["fields"]), text: text.slice(from, to) });
    from = to;
  }
  return from < text.length ? [...parts, { text: text.slice(from) }] : parts;
}
