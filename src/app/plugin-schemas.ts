import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonSchema } from "@ainative-code/sdk";
import type { PluginSchemas } from "../core/config/config-schema.ts";
import { isRecord } from "../core/config/is-record.ts";
import { sectionName } from "../core/config/section-name.ts";
import type { CheckedPlugin } from "../core/plugins/contributions.ts";
import { guardedSchema } from "../core/plugins/guarded-schema.ts";
import type { ProblemListener } from "../core/plugins/plugin-problems.ts";

/** Reads the settings schemas of all plugins. One that is unusable is told to `onProblem`, and its section left out. */
export async function readPluginSchemas(plugins: readonly CheckedPlugin[], onProblem: ProblemListener): Promise<PluginSchemas> {
  const entries = await Promise.all(
    plugins.map(async ({ facts, manifest }) => {
      if (manifest.settings === undefined) return [];
      try {
        const schema = guardedSchema(await readSchema(join(facts.root, manifest.settings)), manifest.rights ?? {});
        return [[sectionName(facts.name), { schema, plugin: facts.name }] as const];
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        onProblem({ plugin: facts.name, message: `has a settings schema that can't be used: ${reason}` });
        return [];
      }
    }),
  );
  return Object.fromEntries(entries.flat());
}

async function readSchema(file: string): Promise<JsonSchema> {
  const value: unknown = JSON.parse(await readFile(file, "utf8"));
  if (!isRecord(value)) throw new Error("it is not a JSON object");
  const members = value["properties"] ?? {};
  if (!isRecord(members) || !Object.values(members).every(isRecord)) throw new Error('its "properties" are no schemas');
  return value;
}
