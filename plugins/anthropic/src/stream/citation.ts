import { filled, type JsonObject } from "@ainative-code/provider-kit";
import type { Citation } from "@ainative-code/sdk";

/**
 * Where a piece of text comes from, whichever of the vendor's five kinds it is. Their offsets count in the source, not in
 * the answer, so that they stay in `native`.
 */
export function citationOf(native: JsonObject): Citation {
  const title = filled(native["title"]) ?? filled(native["document_title"]);
  const url = filled(native["url"]) ?? filled(native["source"]);
  const citedText = filled(native["cited_text"]);
  return {
    ...(title === undefined ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(citedText === undefined ? {} : { citedText }),
    native,
  };
}
