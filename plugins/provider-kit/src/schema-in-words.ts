import type { ProviderRequest } from "@ainative-code/sdk";

/** The text that asks for output of a form, for models that have no field for it; empty where none is wanted. */
export function schemaInWords({ output }: ProviderRequest): readonly string[] {
  if (output === undefined) return [];
  return [`Answer with nothing but JSON that this JSON Schema allows, without Markdown:\n${JSON.stringify(output.schema)}`];
}
