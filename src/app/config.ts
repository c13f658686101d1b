import type { Config } from "../core/config/config.ts";
import { configError } from "../core/config/config-problem.ts";
import { makeConfig } from "../core/config/make-config.ts";
import { resolveSettings } from "../core/config/resolve.ts";
import { configSettings, type ConfigOptions } from "./config-settings.ts";

export type { Config } from "../core/config/config.ts";
export type { ConfigOptions, ConfigOverrides } from "./config-settings.ts";

/**
 * The settings of this run: flags over environment over the project's file over the user's file over the organisation's
 * over defaults. Throws one `invalid-input` that tells every problem of every layer, each with its place; `storage` where
 * a file can't be read; `plugin` where a plugin's schema is unusable.
 */
export async function loadConfig(options: ConfigOptions): Promise<Config> {
  const { keys, files, layers, locks, problems, warnings } = await configSettings(options);
  if (problems.length > 0) throw configError(problems);
  return makeConfig({ keys, effective: resolveSettings(keys.values(), layers), files, locks, warnings });
}
