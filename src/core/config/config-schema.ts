import type { JsonSchema } from "@ainative-code/sdk";
import { familiesOf } from "./config-family.ts";
import { keysOf } from "./config-key.ts";
import { ConfigKeys } from "./config-keys.ts";
import { coreSchema } from "./schema.ts";

/** What plugins bring to the config: their package and the schema of their section, by the section's name. */
export type PluginSchemas = Readonly<Record<string, { readonly schema: JsonSchema; readonly plugin: string }>>;

/** Everything that can be set, in this installation. */
export interface ConfigSchema {
  readonly core: JsonSchema;
  readonly plugins: PluginSchemas;
  readonly keys: ConfigKeys;
}

export function configSchemaOf(plugins: PluginSchemas): ConfigSchema {
  const keys = [
    ...keysOf(coreSchema).filter((key) => key.name !== "plugins"),
    ...Object.entries(plugins).flatMap(([section, { schema }]) =>
      keysOf(schema, ["plugins", section]).filter((key) => key.path.length > 2),
    ),
  ];
  const families = Object.entries(plugins).flatMap(([section, { schema }]) => familiesOf(schema, ["plugins", section]));
  return {
    core: coreSchema,
    plugins,
    keys: new ConfigKeys(keys, families),
  };
}
