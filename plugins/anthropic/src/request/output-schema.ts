import { isObject, type JsonObject } from "@ainative-code/provider-kit";

/** Keywords the vendor's grammar does not know; they are told to the model in words instead. */
const wordOnly: ReadonlySet<string> = new Set([
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
]);

/** Keywords whose value is data, whatever it looks like. */
const dataOnly: ReadonlySet<string> = new Set(["const", "default", "enum", "examples", "required", "title", "description"]);

const namedSchemas: ReadonlySet<string> = new Set(["properties", "$defs", "definitions"]);

/** A JSON Schema as `output_config.format` takes it: closed objects, no limits of length and size, `anyOf` for `oneOf`. */
export function outputSchemaOf(schema: JsonObject): JsonObject {
  const kept: Record<string, unknown> = {};
  const limits: string[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (wordOnly.has(keyword)) limits.push(`${keyword}: ${JSON.stringify(value)}`);
    else if (dataOnly.has(keyword)) kept[keyword] = value;
    else kept[keyword === "oneOf" ? "anyOf" : keyword] = namedSchemas.has(keyword) ? eachSchema(value) : inner(value);
  }
  if (schema["type"] === "object" || isObject(schema["properties"])) kept["additionalProperties"] = false;
  if (limits.length === 0) return kept;
  const { description } = schema;
  return { ...kept, description: [...(typeof description === "string" ? [description] : []), limits.join(", ")].join(" ") };
}

/** Schemas may stand below any other keyword, alone or in a list. */
function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => (isObject(each) ? outputSchemaOf(each) : each));
  return isObject(value) ? outputSchemaOf(value) : value;
}

function eachSchema(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, inner(schema)]));
}
