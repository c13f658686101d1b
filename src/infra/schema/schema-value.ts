import type { JsonSchema } from "@ainative-code/sdk";
import { segmentsOf } from "../../core/config/json-pointer.ts";
import { isRecord } from "../../core/config/is-record.ts";

/**
 * What stands in a schema where the validator says a keyword was broken, for example `#/properties/a/$ref/type`:
 * the schema around the keyword and the keyword's value. Local references are followed; `undefined` where that fails.
 */
export function schemaAt(root: JsonSchema, keywordLocation: string): { schema: JsonSchema; value: unknown } | undefined {
  let here: unknown = root;
  const segments = segmentsOf(decodeURIComponent(keywordLocation.replace(/^#/, "")));
  const keyword = segments.pop();
  for (const segment of segments) here = segment === "$ref" ? resolve(root, memberOf(here, segment)) : memberOf(here, segment);
  return isRecord(here) && keyword !== undefined ? { schema: here, value: here[keyword] } : undefined;
}

function resolve(root: JsonSchema, reference: unknown): unknown {
  if (typeof reference !== "string" || !reference.startsWith("#")) return undefined;
  return segmentsOf(reference.slice(1)).reduce<unknown>(memberOf, root);
}

function memberOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value[Number(name)];
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The member of a value at a pointer, or `undefined`. */
export function valueAt(value: unknown, pointer: string): unknown {
  return segmentsOf(pointer).reduce<unknown>(memberOf, value);
}
