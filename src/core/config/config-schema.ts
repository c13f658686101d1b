import type { JsonSchema } from "@ainative-code/sdk";
import { closedSchema } from "./closed-schema.ts";
import { keysOf, type ConfigKey } from "./config-key.ts";
import { coreSchema } from "./schema.ts";

/** What plugins bring to the config: their package and the schema of their section, by the section's name. */
export type PluginSchemas = Readonly<Record<string, { readonly schema: JsonSchema; readonly plugin: string }>>;

/** Everything that can be set, in this installation. */
export interface ConfigSchema {
  readonly core: JsonSchema;
  /** Closed schemas of the sections below `plugins`. */
  readonly sections: ReadonlyMap<string, { readonly schema: JsonSchema; readonly plugin: string }>;
  readonly keys: ReadonlyMap<string, ConfigKey>;
}

export function configSchemaOf(plugins: PluginSchemas): ConfigSchema {
  const sections = Object.entries(plugins);
  const keys = [
    ...keysOf(coreSchema).filter((key) => key.name !== "plugins"),
    ...sections.flatMap(([section, { schema }]) => keysOf(schema, ["plugins", section]).filter((key) => key.path.length > 2)),
  ];
  return {
    core: coreSchema,
    sections: new Map(sections.map(([section, { schema, plugin }]) => [section, { schema: closedSchema(schema), plugin }])),
    keys: new Map(keys.map((key) => [key.name, key])),
  };
}
