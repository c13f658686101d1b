import type { ConfigKey } from "./config-key.ts";
import type { ConfigProblem } from "./config-problem.ts";
import { didYouMean } from "./did-you-mean.ts";
import { plainlyFits } from "./plainly-fits.ts";
import type { Setting } from "./setting.ts";
import { textValue } from "./text-value.ts";

/** A setting that comes from outside the files; a text where the value has still to be read by the key's type. */
export interface OuterSetting extends Setting {
  readonly schemaKey: ConfigKey;
  /** How a message calls the place. */
  readonly origin: string;
  /** It surely fits; if not, the validator has to look at it. */
  readonly checked: boolean;
}

/** The settings of environment variables, for each key that of its strongest variable. An empty variable is not set. */
export function envSettings(env: Readonly<Record<string, string | undefined>>, keys: Iterable<ConfigKey>): OuterSetting[] {
  return [...keys].flatMap((key) => {
    const variable = key.variables.find((name) => (env[name] ?? "") !== "");
    if (variable === undefined) return [];
    return [outerSetting(key, env[variable], { layer: "env", variable }, variable)];
  });
}

/** The settings of flags and `--set`, by key. A text is read by the key's type. */
export function flagSettings(
  overrides: Readonly<Record<string, unknown>>,
  keys: ReadonlyMap<string, ConfigKey>,
): { readonly settings: OuterSetting[]; readonly problems: ConfigProblem[] } {
  const given = Object.entries(overrides).filter(([, value]) => value !== undefined);
  const settings = given.flatMap(([name, value]) => {
    const key = keys.get(name);
    return key === undefined ? [] : [outerSetting(key, value, { layer: "flag" }, "command line")];
  });
  const problems = given.filter(([name]) => !keys.has(name)).map(([name]) => unknownKey(name, keys.keys(), "command line"));
  return { settings, problems };
}

/** What to say of a key that does not exist. */
export function unknownKey(name: string, keys: Iterable<string>, origin?: string): ConfigProblem {
  const all = [...keys];
  const close = all.find((key) => key.toLowerCase().endsWith(`.${name.toLowerCase()}`)) ?? didYouMean(name, all);
  const message = `unknown key "${name}".${close === undefined ? "" : ` Did you mean "${close}"?`}`;
  return { message, key: name, ...(origin === undefined ? {} : { origin }) };
}

/** `key=value` of `--set` in its two parts; `undefined` where it has not that form. */
export function keyAndText(argument: string): readonly [key: string, text: string] | undefined {
  const match = /^\s*([^=\s]+)\s*=(.*)$/s.exec(argument);
  return match?.[1] === undefined || match[2] === undefined ? undefined : [match[1], match[2]];
}

function outerSetting(schemaKey: ConfigKey, given: unknown, source: Setting["source"], origin: string): OuterSetting {
  const value = typeof given === "string" ? textValue(given, schemaKey.schema) : given;
  return { key: schemaKey.name, value, source, schemaKey, origin, checked: plainlyFits(value, schemaKey.schema) };
}
