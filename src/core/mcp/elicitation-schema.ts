import type { JsonSchema } from "@ainative-code/sdk";
import type { ElicitedField } from "./elicitation.ts";

/** The fields of a form as a JSON Schema of what is to be entered: for a program that answers. */
export function elicitationSchema(fields: readonly ElicitedField[]): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

function fieldSchema(field: ElicitedField): JsonSchema {
  const { title, description, preset } = field;
  return {
    title,
    ...(description === "" ? {} : { description }),
    ...valueSchema(field),
    ...(preset === undefined ? {} : { default: presetValue(field, preset) }),
  };
}

function valueSchema({ kind, options, limits: { least, most } }: ElicitedField): JsonSchema {
  const choice: JsonSchema =
    options.length === 0 ? { type: "string" } : { oneOf: options.map(({ value, title }) => ({ const: value, title })) };
  switch (kind) {
    case "choice":
      return choice;
    case "choices":
      return { type: "array", items: choice, ...bounds("minItems", least, "maxItems", most) };
    case "number":
    case "integer":
      return { type: kind, ...bounds("minimum", least, "maximum", most) };
    case "boolean":
      return { type: "boolean" };
    default:
      return { type: "string", ...bounds("minLength", least, "maxLength", most) };
  }
}

function bounds(low: string, least: number | undefined, high: string, most: number | undefined): JsonSchema {
  return { ...(least === undefined ? {} : { [low]: least }), ...(most === undefined ? {} : { [high]: most }) };
}

function presetValue({ kind }: ElicitedField, preset: string): string | number | boolean | readonly string[] {
  if (kind === "choices") return preset.split(", ");
  if (kind === "boolean") return preset === "true";
  return kind === "number" || kind === "integer" ? Number(preset) : preset;
}
