import type { JsonSchema } from "@ainative-code/sdk";
import { isRecord } from "./is-record.ts";

/** Keywords that say nothing about which values fit. */
const annotations: ReadonlySet<string> = new Set([
  "$schema",
  "type",
  "title",
  "description",
  "default",
  "examples",
  "$comment",
  "deprecated",
]);

/**
 * True when a value surely fits a simple schema, so that the validator need not be loaded. False means "ask it", not
 * "does not fit".
 */
export function plainlyFits(value: unknown, schema: JsonSchema): boolean {
  const { type, enum: words } = schema;
  const typed = type === undefined ? Array.isArray(words) : listOf(type).some((one) => hasType(value, one));
  return typed && Object.entries(schema).every(([keyword, limit]) => fits(value, keyword, limit, schema));
}

function fits(value: unknown, keyword: string, limit: unknown, schema: JsonSchema): boolean {
  if (annotations.has(keyword) || keyword.startsWith("x-")) return true;
  if (keyword === "enum") return Array.isArray(limit) && limit.includes(value);
  if (keyword === "minimum") return typeof value === "number" && typeof limit === "number" && value >= limit;
  if (keyword === "exclusiveMinimum") return typeof value === "number" && typeof limit === "number" && value > limit;
  if (keyword === "maximum") return typeof value === "number" && typeof limit === "number" && value <= limit;
  if (keyword === "minLength") return typeof value === "string" && value !== "" && limit === 1;
  if (keyword === "pattern") return typeof value === "string" && typeof limit === "string" && new RegExp(limit, "u").test(value);
  if (keyword === "format") return limit === "uri" && typeof value === "string" && plainUrl.test(value);
  if (keyword === "items") return Array.isArray(value) && isRecord(limit) && value.every((item) => plainlyFits(item, limit));
  if (keyword === "properties") return !isRecord(value) || Object.entries(value).every(([name, member]) => memberFits(member, schemaOf(limit, name)));
  if (keyword === "additionalProperties") return !isRecord(value) || Object.entries(value).every(([name, member]) => restFits(name, member, limit, schema));
  if (keyword === "required") return !isRecord(value) || (Array.isArray(limit) && limit.every((name) => typeof name === "string" && Object.hasOwn(value, name)));
  return false;
}

function memberFits(member: unknown, schema: unknown): boolean {
  return schema === undefined || (isRecord(schema) && plainlyFits(member, schema));
}

/** What `properties` says nothing about. */
function restFits(name: string, member: unknown, limit: unknown, { properties }: JsonSchema): boolean {
  return schemaOf(properties, name) !== undefined || limit === true || (isRecord(limit) && plainlyFits(member, limit));
}

function schemaOf(members: unknown, name: string): unknown {
  return isRecord(members) && Object.hasOwn(members, name) ? members[name] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** An everyday web address; there are others. */
const plainUrl = /^https?:\/\/[a-z0-9.-]+(:\d+)?(\/[\w./-]*)?$/i;

function hasType(value: unknown, type: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "number") return Number.isFinite(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isRecord(value);
  if (type === "null") return value === null;
  return (type === "string" || type === "boolean") && typeof value === type;
}
