import type { ConfigSchema } from "../core/config/config-schema.ts";
import { schemaFileName } from "../core/config/schema-file-name.ts";
import { commentedConfig } from "../core/setup/commented-config.ts";
import { setupGroups } from "../core/setup/setup-group.ts";

/**
 * A new config file of the user's: every key there is as a comment, those in `values`, by name, set. Its first line tells
 * editors where the schema lies, so `saveSchema` belongs to it.
 */
export function newConfigText({ keys, plugins }: ConfigSchema, values: ReadonlyMap<string, unknown> = new Map()): string {
  const asked = new Map(setupGroups(plugins).map(({ section, title }) => [section, title]));
  const titles = Object.entries(plugins).flatMap(([section, { schema }]) => {
    const title = asked.get(section) ?? schema["title"];
    return typeof title === "string" ? [[section, title] as const] : [];
  });
  return `# yaml-language-server: $schema=${schemaFileName}\n${commentedConfig(keys.values(), values, new Map(titles))}`;
}
