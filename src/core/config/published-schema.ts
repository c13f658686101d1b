import type { JsonSchema } from "@ainative-code/sdk";
import { closedSchema } from "./closed-schema.ts";
import type { ConfigSchema } from "./config-schema.ts";
import { isRecord } from "./is-record.ts";

/** One JSON Schema of all that can be set, for editors: the core's, with the section of each plugin in its place. */
export function publishedSchema({ core, plugins }: ConfigSchema): JsonSchema {
  const members = isRecord(core["properties"]) ? core["properties"] : {};
  const group = isRecord(members["plugins"]) ? members["plugins"] : {};
  const sections: [string, JsonSchema][] = Object.entries(plugins).map(([name, { schema }]) => [
    name,
    closedSchema(withoutDialect(schema)),
  ]);
  const properties: Record<string, JsonSchema> = Object.fromEntries(sections);
  return { ...core, properties: { ...members, plugins: { ...group, properties } } };
}

/** The dialect is said once, at the root. */
function withoutDialect({ $schema: _dialect, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
