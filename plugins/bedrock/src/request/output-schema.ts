import { isObject, type JsonObject } from "@ainative-code/provider-kit";

/** Keywords whose value is data, whatever it looks like. */
const data: ReadonlySet<string> = new Set(["const", "default", "enum", "examples", "required"]);

/** A JSON Schema as models are held to it: every object closed, `anyOf` for `oneOf`. */
export function closedSchema(schema: JsonObject): JsonObject {
  const closed = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword === "oneOf" ? "anyOf" : keyword,
      data.has(keyword) ? value : /^(properties|\$defs|definitions)$/.test(keyword) ? eachClosed(value) : inner(value),
    ]),
  );
  const isOpen = schema["type"] === "object" || isObject(schema["properties"]);
  return isOpen ? { ...closed, additionalProperties: false } : closed;
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => inner(each));
  return isObject(value) ? closedSchema(value) : value;
}

function eachClosed(value: unknown): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)])) : value;
}
