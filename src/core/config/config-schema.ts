import type { JsonSchema } from "@ainative-code/sdk";
import { keysOf, type ConfigKey } from "./config-key.ts";
import { coreSchema } from "./schema.ts";

/** What plugins bring to the config: their package and the schema of their section, by the section's name. */
export type PluginSchemas = Readonly<Record<string, { readonly schema: JsonSchema; readonly plugin: string }>>;

/** Everything that can be set, in this installation. */
export interface ConfigSchema {
  readonly core: JsonSchema;
  readonly plugins: PluginSchemas;
  readonly keys: ReadonlyMap<string, ConfigKey>;
}

export function configSchemaOf(plugins: PluginSchemas): ConfigSchema {
  const keys = [
    ...keysOf(coreSchema).filter((key) => key.name !== "plugins"),
    ...Object.entries(plugins).flatMap(([section, { schema }]) => keysOf(schema, ["plugins", section]).filter((key) => key.path.length > 2)),
  ];
  return {
    core: coreSchema,
    plugins,
    keys: new Map(keys.map((key) => [key.name, key])),
  };
}
