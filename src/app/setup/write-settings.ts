import { configError } from "../../core/config/config-problem.ts";
import { configSchemaOf, type ConfigSchema } from "../../core/config/config-schema.ts";
import { isSensitive, shown } from "../../core/config/secret-reference.ts";
import { setYamlValue } from "../../infra/config-files/edit-yaml.ts";
import { readTextFile } from "../../infra/config-files/read-text-file.ts";
import { writeConfigFile } from "../../infra/config-files/write-config-file.ts";
import { checkConfigText } from "../check-config-file.ts";
import { configFiles } from "../config-files.ts";
import type { ConfigPlace } from "../config-place.ts";
import { newConfigText } from "../new-config-text.ts";
import { saveSchema } from "../save-schema.ts";

export interface PlannedFile {
  readonly file: string;
  readonly isNew: boolean;
  /** What is written anew or otherwise than before, by key, fit to be shown. */
  readonly changes: ReadonlyMap<string, unknown>;
  /** What the file says otherwise, as far as it says anything. */
  readonly replaced: readonly string[];
  /** Variables that win over what is written. */
  readonly warnings: readonly string[];
  write(): Promise<void>;
}

/**
 * The user's config file with these values: a new one has every key there is, as comments; in one that exists only what
 * changes is touched. `ifUnset` are values for keys that the file says nothing about. It is checked before it is written.
 * Throws `invalid-input` for a value that would not do.
 */
export async function planSettings(
  place: ConfigPlace,
  chosen: ReadonlyMap<string, unknown>,
  ifUnset: ReadonlyMap<string, unknown> = new Map(),
): Promise<PlannedFile> {
  const schema = configSchemaOf(await place.pluginSchemas());
  const file = configFiles(place).user;
  const before = readTextFile(file)?.text ?? "";
  const isNew = before.trim() === "";
  const current = isNew ? new Map<string, unknown>() : await valuesIn(before, file, schema);
  const values = new Map([...[...ifUnset].filter(([name]) => !current.has(name)), ...chosen]);
  const changes = new Map([...values].filter(([name, value]) => JSON.stringify(current.get(name)) !== JSON.stringify(value)));
  const after = isNew ? newConfigText(schema, values) : edited(before, changes, schema);
  const { problems } = await checkConfigText({ file, layer: "user", text: after }, schema);
  if (problems.length > 0) throw configError(problems);
  const isSecret = (name: string): boolean => schema.keys.get(name)?.secret === true;
  return {
    file,
    isNew,
    changes: new Map([...changes].map(([name, value]) => [name, shown(value, isSecret(name))])),
    replaced: [...changes.keys()].filter((name) => current.has(name)),
    warnings: [...values].flatMap(([name, value]) => overriding(schema, name, value, place.environment.env)),
    async write() {
      if (after === before) return;
      const sensitive = [...changes].some(([name, value]) => isSensitive(value, isSecret(name)));
      await writeConfigFile(file, after, { sensitive });
      if (isNew) await saveSchema(place);
    },
  };
}

async function valuesIn(text: string, file: string, schema: ConfigSchema): Promise<ReadonlyMap<string, unknown>> {
  const { problems, settings } = await checkConfigText({ file, layer: "user", text }, schema);
  if (problems.length > 0) throw configError(problems);
  return new Map(settings.map(({ key, value }) => [key, value]));
}

function edited(text: string, changes: ReadonlyMap<string, unknown>, { keys }: ConfigSchema): string {
  const pathOf = (name: string): readonly string[] => keys.get(name)?.path ?? [name];
  return [...changes].reduce((before, [name, value]) => setYamlValue(before, pathOf(name), value), text);
}

/** The variable that is referred to says the same. */
function overriding({ keys }: ConfigSchema, name: string, value: unknown, env: ConfigPlace["environment"]["env"]): string[] {
  const variable = keys.get(name)?.variables.find((one) => (env[one] ?? "") !== "");
  if (variable === undefined || value === env[variable] || value === `\${${variable}}`) return [];
  return [`The variable ${variable} is set and wins over ${name} in the file. Unset it: unset ${variable}`];
}
