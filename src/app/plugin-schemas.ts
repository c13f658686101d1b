import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { JsonSchema } from "@ainative-code/sdk";
import type { PluginSchemas } from "../core/config/config-schema.ts";
import { sectionName } from "../core/config/section-name.ts";
import type { CheckedPlugin } from "../core/plugins/contributions.ts";

/** Reads the settings schemas of all plugins. Throws `plugin`, naming the one whose file is missing or no JSON object. */
export async function readPluginSchemas(plugins: readonly CheckedPlugin[]): Promise<PluginSchemas> {
  const entries = await Promise.all(
    plugins.map(async ({ facts, manifest }) => {
      if (manifest.settings === undefined) return [];
      const schema = await readSchema(facts.name, join(facts.root, manifest.settings));
      return [[sectionName(facts.name), { schema, plugin: facts.name }] as const];
    }),
  );
  return Object.fromEntries(entries.flat());
}

async function readSchema(plugin: string, file: string): Promise<JsonSchema> {
  try {
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    if (isSchema(value)) return value;
    throw new Error("it is not a JSON object");
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AinError("plugin", `The settings schema of ${plugin} can't be read: ${reason}`, {
      actions: [`Install it again: ainative-code plugins install ${plugin}`, `Or remove it: ainative-code plugins uninstall ${plugin}`],
      cause: thrown,
    });
  }
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
