import type { CoreConfig } from "./core-config.ts";
import type { SecretSetting } from "./secret-setting.ts";
import type { Source } from "./setting.ts";

export interface ConfigFiles {
  /** Absolute; the file need not exist. */
  readonly user: string;
  /** The one in effect for the working directory, where there is one. */
  readonly project?: string;
  /** The organisation's, where there is one. */
  readonly organisation?: string;
}

export interface ConfigEntry {
  readonly key: string;
  /** Secrets are hidden. `undefined` where it is not set and has no default. */
  readonly value: unknown;
  /** Where the value comes from; several, the strongest first, where lists are joined. Empty where it is not set. */
  readonly sources: readonly Source[];
}

/** The settings of this run: all layers laid over each other, every value checked. It does not change. */
export interface Config {
  /** The core's own settings. */
  readonly core: CoreConfig;
  readonly files: ConfigFiles;
  /** What the user should know and what is no error, one sentence each. */
  readonly warnings: readonly string[];

  /** Every key there is, in the order of the schema, with its value fit to be shown. */
  entries(): readonly ConfigEntry[];
  /**
   * The value of a key (`chat.maxTurns`), of a group as an object (`chat`), or of a part of a value
   * (`plugins.x.headers.Accept`), fit to be shown: secrets are hidden. `undefined` where it is not set;
   * `invalid-input`, with a suggestion, where no such key exists.
   */
  get(key: string): unknown;
  /** Why a key can't be set to anything else, as a sentence; `undefined` where the organisation leaves it open. */
  locked(key: string): string | undefined;
  /** Where the value of a key comes from: the strongest layer. `undefined` where it is not set. */
  source(key: string): Source | undefined;
  /**
   * A plugin's settings with its schema's defaults, without its secrets, by its package or section name. Throws
   * `not-configured` where the schema requires a setting that is not there.
   */
  section(plugin: string): Readonly<Record<string, unknown>>;
  /** What the user set for a plugin's secret, not yet resolved. `undefined` where there is nothing. */
  secret(plugin: string, name: string): SecretSetting | undefined;
}
