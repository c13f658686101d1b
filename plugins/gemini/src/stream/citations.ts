import { filled, listOr, numberOr, objectOr, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import type { Citation } from "@ainative-code/sdk";

/** Where a text comes from: the pages a search found for its parts, and texts that the model repeats. */
export function citationsOf(candidate: JsonObject, text: string): readonly Citation[] {
  const grounding = objectOr(candidate["groundingMetadata"]) ?? {};
  const repeated = objectOr(candidate["citationMetadata"]) ?? {};
  const sources = objectsOf(repeated["citationSources"] ?? repeated["citations"]);
  return [...groundedIn(grounding, text), ...sources.map((source) => sourceOf(source, text))];
}

function groundedIn(grounding: JsonObject, text: string): readonly Citation[] {
  const chunks = listOr(grounding["groundingChunks"]);
  return objectsOf(grounding["groundingSupports"]).flatMap((support) => {
    const segment = objectOr(support["segment"]) ?? {};
    const indices = listOr(support["groundingChunkIndices"]).flatMap((index) => numberOr(index) ?? []);
    return indices.map((index) => chunkCitation(objectOr(chunks[index]) ?? {}, segment, text));
  });
}

/** A chunk is `{web}`, `{retrievedContext}` or `{maps}`, each with a title and an address. */
function chunkCitation(chunk: JsonObject, segment: JsonObject, text: string): Citation {
  const source = objectOr(Object.values(chunk)[0]) ?? {};
  return { ...nameOf(source), ...placeOf(segment, text), native: { chunk, segment } };
}

function sourceOf(source: JsonObject, text: string): Citation {
  return { ...nameOf(source), ...placeOf(source, text), native: source };
}

function nameOf(source: JsonObject): Citation {
  const title = filled(source["title"]);
  const url = filled(source["uri"]);
  return { ...(title === undefined ? {} : { title }), ...(url === undefined ? {} : { url }) };
}

/** The vendor counts in bytes of UTF-8; where its count does not lead to the text it names, the text is looked for. */
function placeOf(segment: JsonObject, text: string): Citation {
  const named = filled(segment["text"]);
  const start = unitsOf(text, numberOr(segment["startIndex"]) ?? 0);
  const end = unitsOf(text, numberOr(segment["endIndex"]) ?? 0);
  if (named === undefined) return end > start ? { start, end } : {};
  const at = text.startsWith(named, start) ? start : text.indexOf(named);
  return { citedText: named, ...(at === -1 ? {} : { start: at, end: at + named.length }) };
}

function unitsOf(text: string, bytes: number): number {
  return Buffer.from(text).subarray(0, bytes).toString().length;
}
