import { isRecord } from "../../core/config/is-record.ts";
import type { ElicitAnswer } from "../../core/mcp/connection.ts";
import type { ElicitedField } from "../../core/mcp/elicitation.ts";
import { elicitationSchema } from "../../core/mcp/elicitation-schema.ts";
import { checkSchema } from "../../infra/schema/check-schema.ts";

export { elicitationSchema } from "../../core/mcp/elicitation-schema.ts";

type Content = Exclude<ElicitAnswer["content"], undefined>;

/** What a program has entered into a form; or why it will not do. */
export function enteredForm(
  fields: readonly ElicitedField[],
  content: unknown,
): { readonly content: Content } | { readonly why: string } {
  const schema = elicitationSchema(fields);
  const [wrong] = checkSchema(schema, content);
  if (wrong !== undefined || !isContent(content)) return { why: wrong?.message ?? "The value is no object of plain values." };
  return { content };
}

function isContent(content: unknown): content is Content {
  return (
    isRecord(content) &&
    Object.values(content).every((value) => ["string", "number", "boolean"].includes(typeof value) || Array.isArray(value))
  );
}
