import type { Native } from "@ainative-code/sdk";
import type { JsonObject } from "../json.ts";

/** Fields of an item, or of a part of one, without one that the part keeps itself. */
export function without(object: JsonObject, field: string): JsonObject {
  const { [field]: _, ...rest } = object;
  return rest;
}

/**
 * What is kept of a message item with each of its texts: the item's own fields, those of the text's place in it, and the
 * place. Texts with one `group` belong to one item.
 */
export function nativeOfText(item: JsonObject, content: JsonObject, group: number): Native {
  const field = content["type"] === "refusal" ? "refusal" : "text";
  return { group, item: without(item, "content"), content: without(content, field) };
}
