import type { JsonSchema } from "@ainative-code/sdk";
import { isRecord } from "./is-record.ts";

/**
 * A plugin's schema as one layer is checked by it: an unknown key is an error where the schema does not say otherwise,
 * and nothing is required, for another layer may bring it.
 */
export function closedSchema(schema: JsonSchema): JsonSchema {
  const members = schema["properties"];
  if (!isRecord(members)) return schema;
  const { required: _anotherLayerMayHaveIt, ...rest } = schema;
  const closed = Object.entries(members).map(([name, member]) => [name, isRecord(member) ? closedSchema(member) : member]);
  return { type: "object", additionalProperties: false, ...rest, properties: Object.fromEntries(closed) };
}
