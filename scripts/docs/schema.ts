import { readdirSync, readFileSync } from "node:fs";
import type { JsonSchema, Rights } from "@ainative-code/sdk";
import { configSchemaOf } from "../../src/core/config/config-schema.ts";
import { publishedSchema } from "../../src/core/config/published-schema.ts";
import { guardedSchema } from "../../src/core/plugins/guarded-schema.ts";

const plugins = new URL("../../plugins/", import.meta.url);

/** The schema of the config as it is with the bundled plugins. */
export function bundledSchema(): JsonSchema {
  return publishedSchema(configSchemaOf(Object.fromEntries(readdirSync(plugins).toSorted().flatMap(section))));
}

interface PluginPackage {
  readonly name: string;
  readonly ainative?: { readonly settings?: string; readonly rights?: Rights };
}

function section(folder: string): [string, { readonly schema: JsonSchema; readonly plugin: string }][] {
  const { name, ainative } = JSON.parse(readFileSync(new URL(`${folder}/package.json`, plugins), "utf8")) as PluginPackage;
  if (ainative?.settings === undefined) return [];
  const schema = JSON.parse(readFileSync(new URL(`${folder}/${ainative.settings}`, plugins), "utf8")) as JsonSchema;
  return [[folder, { schema: guardedSchema(schema, ainative.rights ?? {}), plugin: name }]];
}
