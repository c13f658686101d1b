import type { Native } from "@ainative-code/sdk";
import type { JsonObject } from "../json.ts";

/** Fields of an item, or of a part of one, without one that the part keeps itself. */
export function without(object: JsonObject, field: string): JsonObject {
  const { [field]: _, ...rest } = object;
  return rest;
}

interface ToldText {
  readonly told: string;
  readonly group: number;
}

/**
 * What is kept of a message item with each of its texts: the item's own fields, those of the text's place in it without
 * the text, unless the vendor's final text is another than was told, and a number that texts of one item have in common.
 */
export function nativeOfText(item: JsonObject, content: JsonObject, text: ToldText): Native {
  const field = content["type"] === "refusal" ? "refusal" : "text";
  const place = content[field] === text.told ? without(content, field) : content;
  return { group: text.group, item: without(item, "content"), content: place };
}
