import type { JsonSchema } from "@ainative-code/sdk";

const schema = { $ref: "#" };
const schemas = { type: "array", minItems: 1, items: schema };
const members = { type: "object", additionalProperties: schema };
const count = { type: "integer", minimum: 0 };
const kinds = { enum: ["array", "boolean", "integer", "null", "number", "object", "string"] };

/** What a JSON Schema has to be (draft 2020-12), as far as its own keywords go; unknown keywords are its author's affair. */
export const metaSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: ["object", "boolean"],
  properties: {
    $ref: { type: "string" },
    $defs: members,
    type: { anyOf: [kinds, { type: "array", minItems: 1, uniqueItems: true, items: kinds }] },
    enum: { type: "array" },
    properties: members,
    patternProperties: members,
    dependentSchemas: members,
    additionalProperties: schema,
    unevaluatedProperties: schema,
    propertyNames: schema,
    required: { type: "array", items: { type: "string" } },
    items: schema,
    prefixItems: schemas,
    contains: schema,
    unevaluatedItems: schema,
    allOf: schemas,
    anyOf: schemas,
    oneOf: schemas,
    not: schema,
    ...Object.fromEntries(["if", "then", "else"].map((keyword) => [keyword, schema])),
    pattern: { type: "string", format: "regex" },
    minLength: count,
    maxLength: count,
    minItems: count,
    maxItems: count,
    minProperties: count,
    maxProperties: count,
    uniqueItems: { type: "boolean" },
    minimum: { type: "number" },
    maximum: { type: "number" },
    exclusiveMinimum: { type: "number" },
    exclusiveMaximum: { type: "number" },
    multipleOf: { type: "number", exclusiveMinimum: 0 },
    title: { type: "string" },
    description: { type: "string" },
  },
};
