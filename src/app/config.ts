import type { Config } from "../core/config/config.ts";
import { configError, type ConfigProblem } from "../core/config/config-problem.ts";
import { configSchemaOf } from "../core/config/config-schema.ts";
import { makeConfig } from "../core/config/make-config.ts";
import { envSettings, flagSettings, type OuterSetting } from "../core/config/outer-settings.ts";
import { pointerOf } from "../core/config/json-pointer.ts";
import { resolveSettings } from "../core/config/resolve.ts";
import { coreSchema } from "../core/config/schema.ts";
import { strayVariables } from "../core/config/stray-variables.ts";
import { configFiles } from "./config-files.ts";
import { fileLayers } from "./config-layers.ts";
import type { ConfigPlace } from "./config-place.ts";

export type { Config } from "../core/config/config.ts";

/** Values from flags and `--set`, by key; a text is read by the key's type. `undefined` means not given. */
export type ConfigOverrides = Readonly<Record<string, unknown>>;

export interface ConfigOptions extends ConfigPlace {
  readonly overrides?: ConfigOverrides;
  /** The version of the program: another one does not trust what this one kept. */
  readonly version?: string;
}

/**
 * The settings of this run: flags over environment over the project's file over the user's file over defaults. Throws
 * one `invalid-input` that tells every problem of every layer, each with its place; `storage` where a file can't be
 * read; `plugin` where a plugin's schema is unusable.
 */
export async function loadConfig(options: ConfigOptions): Promise<Config> {
  const { environment, folders, overrides = {}, version = "" } = options;
  const plugins = await options.pluginSchemas();
  const schema = configSchemaOf(plugins);
  const schemaStamp = JSON.stringify([version, coreSchema, plugins]);
  const files = configFiles({ environment, folders });
  const inFiles = await fileLayers({ files, schema, schemaStamp, cacheFolder: folders.cache });
  const env = envSettings(environment.env, schema.keys.values());
  const flags = flagSettings(overrides, schema.keys);
  const problems = [...inFiles.problems, ...flags.problems, ...(await outerProblems([...env, ...flags.settings]))];
  if (problems.length > 0) throw configError(problems);
  return makeConfig({
    keys: schema.keys,
    effective: resolveSettings(schema.keys.values(), [flags.settings, env, inFiles.settings]),
    files,
    warnings: [...inFiles.warnings, ...strayVariables(environment.env, schema.keys.values())],
  });
}

/** Loads the validator only where a value does not plainly fit. */
async function outerProblems(settings: readonly OuterSetting[]): Promise<ConfigProblem[]> {
  const doubtful = settings.filter((setting) => !setting.checked);
  if (doubtful.length === 0) return [];
  const { checkSchema } = await import("../infra/schema/check-schema.ts");
  return doubtful.flatMap(({ schemaKey, value, origin }) =>
    checkSchema(schemaKey.schema, value, pointerOf(schemaKey.path)).map(({ message }) => ({ message, origin, key: schemaKey.name })),
  );
}
