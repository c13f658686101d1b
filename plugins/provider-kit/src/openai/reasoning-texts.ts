import { objectsOf, type JsonObject } from "../json.ts";

/** The texts of a reasoning item: of its summary, or of its content where it has no summary. */
export function reasoningTextsOf(item: JsonObject): readonly string[] {
  const summary = textsIn(item["summary"]);
  return summary.length > 0 ? summary : textsIn(item["content"]);
}

function textsIn(list: unknown): readonly string[] {
  return objectsOf(list).flatMap(({ text }) => (typeof text === "string" && text !== "" ? [text] : []));
}
