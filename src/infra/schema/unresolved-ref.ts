import { dereference } from "@cfworker/json-schema";
import type { JsonSchema } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";

/** A `$ref` of the schema that leads nowhere, if there is one: the validator finds it only with a value that comes by. */
export function unresolvedRef(schema: JsonSchema): string | undefined {
  // The library notes where each part stands in the parts themselves.
  const parts = dereference(structuredClone(schema));
  for (const part of Object.values(parts)) {
    if (!isRecord(part) || typeof part["$ref"] !== "string") continue;
    const absolute = part["__absolute_ref__"];
    if (parts[typeof absolute === "string" ? absolute : part["$ref"]] === undefined) return part["$ref"];
  }
  return undefined;
}
