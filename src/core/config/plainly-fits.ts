import type { JsonSchema } from "@ainative-code/sdk";
import { isRecord } from "./is-record.ts";

/** Keywords that say nothing about which values fit. */
const annotations: ReadonlySet<string> = new Set(["type", "title", "description", "default", "examples", "$comment", "deprecated"]);

/**
 * True when a value surely fits a simple schema, so that the validator need not be loaded. False means "ask it", not
 * "does not fit".
 */
export function plainlyFits(value: unknown, schema: JsonSchema): boolean {
  return hasType(value, schema["type"]) && Object.entries(schema).every(([keyword, limit]) => fits(value, keyword, limit));
}

function fits(value: unknown, keyword: string, limit: unknown): boolean {
  if (annotations.has(keyword) || keyword.startsWith("x-")) return true;
  if (keyword === "enum") return Array.isArray(limit) && limit.includes(value);
  if (keyword === "minimum") return typeof value === "number" && typeof limit === "number" && value >= limit;
  if (keyword === "exclusiveMinimum") return typeof value === "number" && typeof limit === "number" && value > limit;
  if (keyword === "maximum") return typeof value === "number" && typeof limit === "number" && value <= limit;
  if (keyword === "minLength") return typeof value === "string" && value !== "" && limit === 1;
  if (keyword === "pattern") return typeof value === "string" && typeof limit === "string" && new RegExp(limit, "u").test(value);
  if (keyword === "format") return limit === "uri" && typeof value === "string" && plainUrl.test(value);
  if (keyword === "items") return Array.isArray(value) && isRecord(limit) && value.every((item) => plainlyFits(item, limit));
  return false;
}

/** An everyday web address; there are others. */
const plainUrl = /^https?:\/\/[a-z0-9.-]+(:\d+)?(\/[\w./-]*)?$/i;

function hasType(value: unknown, type: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "number") return Number.isFinite(value);
  if (type === "array") return Array.isArray(value);
  return (type === "string" || type === "boolean") && typeof value === type;
}
