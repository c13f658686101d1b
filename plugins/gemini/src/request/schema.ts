import { isObject, type JsonObject } from "@ainative-code/provider-kit";

/** Keywords that say nothing about the value; some of them are refused. */
const unsent: ReadonlySet<string> = new Set(["$schema", "$comment", "$id", "$vocabulary"]);

/** Keywords whose value is data, whatever it looks like. */
const dataOnly: ReadonlySet<string> = new Set(["default", "enum", "examples", "required", "title", "description"]);

const namedSchemas: ReadonlySet<string> = new Set(["properties", "patternProperties", "$defs", "definitions"]);

/** A JSON Schema as the vendor reads it: `const`, which it passes over, becomes a choice of one. */
export function wireSchemaOf(schema: JsonObject): JsonObject {
  const kept: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (unsent.has(keyword)) continue;
    if (keyword === "const") kept["enum"] = [value];
    else if (dataOnly.has(keyword)) kept[keyword] = value;
    else kept[keyword] = namedSchemas.has(keyword) ? eachSchema(value) : inner(value);
  }
  return kept;
}

/** Schemas may stand below any other keyword, alone or in a list. */
function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => inner(each));
  return isObject(value) ? wireSchemaOf(value) : value;
}

function eachSchema(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, inner(schema)]));
}
