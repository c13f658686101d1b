import type { JsonSchema } from "@ainative-code/sdk";

export const text = { type: "string" } as const;
export const count = { type: "integer", minimum: 0 } as const;
export const money = { type: "number", minimum: 0 } as const;
export const flag = { type: "boolean" } as const;
export const anything = { type: "object" } as const;

type Members = Readonly<Record<string, JsonSchema>>;

/** Members with a `?` may be missing; others are not allowed. */
export function shape(members: Members, description?: string): JsonSchema {
  const names = Object.entries(members).map(([name, schema]) => [name.replace("?", ""), schema] as const);
  return {
    type: "object",
    ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(names),
    required: Object.keys(members).filter((name) => !name.endsWith("?")),
    additionalProperties: false,
  };
}

/** The same, where members beside these are passed over. */
export function open(members: Members, description?: string): JsonSchema {
  const { additionalProperties: _more, ...schema } = shape(members, description);
  return schema;
}

export const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
export const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });
export const oneOf = (...kinds: readonly JsonSchema[]): JsonSchema => ({ anyOf: kinds });
export const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });
export const kind = (type: string): JsonSchema => ({ const: type });
