import type { ConfigFiles } from "../core/config/config.ts";
import type { ConfigKeys } from "../core/config/config-keys.ts";
import type { ConfigProblem } from "../core/config/config-problem.ts";
import { configSchemaOf } from "../core/config/config-schema.ts";
import { pointerOf } from "../core/config/json-pointer.ts";
import { lockProblems, type Lock } from "../core/config/locks.ts";
import { envSettings, flagSettings, type OuterSetting } from "../core/config/outer-settings.ts";
import { coreSchema } from "../core/config/schema.ts";
import type { Setting } from "../core/config/setting.ts";
import { withoutUntrusted } from "../core/config/untrusted.ts";
import { strayVariables } from "../core/config/stray-variables.ts";
import { configFiles } from "./config-files.ts";
import { fileLayers } from "./config-layers.ts";
import type { ConfigPlace } from "./config-place.ts";
import { isTrusted } from "./trust.ts";
import { withTrustedHooks } from "./trusted-hooks.ts";

/** Values from flags and `--set`, by key; a text is read by the key's type. `undefined` means not given. */
export type ConfigOverrides = Readonly<Record<string, unknown>>;

export interface ConfigOptions extends ConfigPlace {
  readonly overrides?: ConfigOverrides;
  /** The version of the program: another one does not trust what this one kept. */
  readonly version?: string;
}

/** What all layers say, before they are laid over each other. */
export interface ConfigSettings {
  readonly keys: ConfigKeys;
  readonly files: ConfigFiles;
  /** By layer, the strongest first. Not to be used where there are problems, except to explain them. */
  readonly layers: readonly (readonly Setting[])[];
  readonly locks: readonly Lock[];
  readonly problems: readonly ConfigProblem[];
  readonly warnings: readonly string[];
}

/** Reads and checks every layer. Throws `storage` where a file can't be read; `plugin` where a plugin's schema is unusable. */
export async function configSettings(options: ConfigOptions): Promise<ConfigSettings> {
  const { environment, folders, overrides = {}, version = "" } = options;
  const plugins = await options.pluginSchemas();
  const schema = configSchemaOf(plugins);
  const schemaStamp = JSON.stringify([version, coreSchema, plugins]);
  const files = configFiles({ environment, folders });
  const inFiles = await fileLayers({ files, schema, schemaStamp, cacheFolder: folders.cache });
  const trusted = files.project === undefined || isTrusted(options);
  const hooked =
    files.project !== undefined && trusted
      ? withTrustedHooks(options, inFiles.settings)
      : { settings: inFiles.settings, leftOut: false };
  const own = trusted ? { settings: hooked.settings, leftOut: [] } : withoutUntrusted(inFiles.settings, schema.keys);
  const flags = flagSettings(overrides, schema.keys);
  const keys = schema.keys.withMembersOf([...flags.settings, ...own.settings].map(({ key }) => key));
  const env = envSettings(environment.env, keys.values());
  const layers = [flags.settings, env, own.settings];
  const outer = await outerProblems([...env, ...flags.settings]);
  return {
    keys,
    files,
    layers,
    locks: inFiles.locks,
    problems: [...inFiles.problems, ...flags.problems, ...outer, ...lockProblems(inFiles.locks, keys, layers.flat())],
    warnings: [
      ...inFiles.warnings,
      ...untrusted(files.project, own.leftOut),
      ...(hooked.leftOut ? [changedHooks(files.project)] : []),
      ...strayVariables(environment.env, keys.values()),
    ],
  };
}

function untrusted(file: string | undefined, leftOut: readonly string[]): readonly string[] {
  if (leftOut.length === 0) return [];
  return [
    `${file} is not trusted, so its ${leftOut.join(", ")} ${leftOut.length === 1 ? "does" : "do"} not apply. If you trust who wrote it: ainative-code trust`,
  ];
}

function changedHooks(file = ""): string {
  return `The hooks in ${file} are not those that were trusted, so they are not run. If you trust who wrote them: ainative-code trust`;
}

/** Loads the validator only where a value does not plainly fit. */
async function outerProblems(settings: readonly OuterSetting[]): Promise<ConfigProblem[]> {
  const doubtful = settings.filter((setting) => !setting.checked);
  if (doubtful.length === 0) return [];
  const { checkSchema } = await import("../infra/schema/check-schema.ts");
  return doubtful.flatMap(({ schemaKey, value, origin }) =>
    checkSchema(schemaKey.schema, value, pointerOf(schemaKey.path)).map(({ message }) => ({
      message,
      origin,
      key: schemaKey.name,
    })),
  );
}
