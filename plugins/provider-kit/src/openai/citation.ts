import type { Citation } from "@ainative-code/sdk";
import { filled, numberOr, objectOr, type JsonObject } from "../json.ts";

/** An annotation of a text, of Chat Completions (fields nested under their type) or Responses (flat). */
export function citationOf(annotation: JsonObject): Citation {
  const fields = objectOr(annotation["url_citation"]) ?? annotation;
  const title = filled(fields["title"]) ?? filled(fields["filename"]);
  const url = filled(fields["url"]);
  const start = numberOr(fields["start_index"]);
  const end = numberOr(fields["end_index"]);
  return {
    ...(title === undefined ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    native: annotation,
  };
}
