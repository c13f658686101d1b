import { filled, objectOr, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import type { Citation } from "@ainative-code/sdk";

/**
 * Where a piece of text comes from. The vendor's offsets count in the source, not in the answer, so that they stay in
 * `native`.
 */
export function citationOf(native: JsonObject): Citation {
  const title = filled(native["title"]);
  const url = filled(objectOr(objectOr(native["location"])?.["web"])?.["url"]) ?? webAddress(native["source"]);
  const citedText = objectsOf(native["sourceContent"]).map((piece) => filled(piece["text"]) ?? "").join("");
  return {
    ...(title === undefined ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(citedText === "" ? {} : { citedText }),
    native,
  };
}

function webAddress(source: unknown): string | undefined {
  return typeof source === "string" && /^https?:\/\//.test(source) ? source : undefined;
}
