import { isObject, listOr } from "../json.ts";

/**
 * Whether OpenAI's strict mode takes a JSON Schema: every object names all its fields as required and allows no others.
 * A schema it does not take would be refused with the whole request.
 */
export function isStrictSchema(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrictSchema);
  if (!isObject(schema)) return true;
  if (!Object.keys(schema).every((key) => !unknownToStrict.has(key))) return false;
  if (schema["type"] === "object" || isObject(schema["properties"])) {
    const properties = isObject(schema["properties"]) ? schema["properties"] : {};
    const required = new Set(listOr(schema["required"]));
    if (schema["additionalProperties"] !== false || !Object.keys(properties).every((key) => required.has(key))) return false;
    if (!Object.values(properties).every(isStrictSchema)) return false;
  }
  const defs = isObject(schema["$defs"]) ? Object.values(schema["$defs"]) : [];
  return [schema["items"], schema["anyOf"], defs].every(isStrictSchema);
}

const unknownToStrict: ReadonlySet<string> = new Set([
  "allOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "patternProperties",
  "dependentRequired",
  "dependentSchemas",
  "prefixItems",
  "unevaluatedProperties",
]);
