import type { JsonSchema } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";

/** The schema of a plugin's settings, in which every setting that the plugin declared a secret is marked as one. */
export function withSecrets(schema: JsonSchema, secrets: readonly string[]): JsonSchema {
  const members = schema["properties"];
  if (!isRecord(members)) return schema;
  const marked = Object.entries(members).map(([name, member]): [string, unknown] => [
    name,
    isRecord(member) && secrets.includes(name) ? { ...member, "x-secret": true } : member,
  ]);
  return { ...schema, properties: Object.fromEntries(marked) };
}
