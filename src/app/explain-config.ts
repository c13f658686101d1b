import type { ConfigKey } from "../core/config/config-key.ts";
import { configError, problemText } from "../core/config/config-problem.ts";
import { explainKey, type Explanation } from "../core/config/explain-key.ts";
import { unknownKey } from "../core/config/outer-settings.ts";
import type { Setting } from "../core/config/setting.ts";
import { textValue } from "../core/config/text-value.ts";
import { configSettings, type ConfigOptions } from "./config-settings.ts";

export interface ExplainedConfig extends Explanation {
  /** What is wrong in the configuration, if anything is: an explanation is what one wants then. */
  readonly warnings: readonly string[];
}

/** Why a key has its value. Throws `invalid-input` for a key that does not exist. */
export async function explainConfig(options: ConfigOptions, name: string): Promise<ExplainedConfig> {
  const { keys, layers, locks, problems, warnings } = await configSettings(options);
  const key = keys.get(name);
  if (key === undefined) throw configError([unknownKey(name, keys.keys())]);
  const settings = layers.flat().filter(({ source }) => source.layer !== "env");
  const flags = settings.filter(({ source }) => source.layer === "flag");
  const files = settings.filter(({ source }) => source.layer !== "flag");
  const explanation = explainKey(key, [...flags, ...variables(key, options.environment.env), ...files], locks);
  return { ...explanation, warnings: [...problems.map(problemText), ...warnings] };
}

/** All variables that set the key; the first of them counts. */
function variables(key: ConfigKey, env: ConfigOptions["environment"]["env"]): Setting[] {
  return key.variables
    .filter((variable) => (env[variable] ?? "") !== "")
    .map((variable) => ({
      key: key.name,
      value: textValue(env[variable] ?? "", key.schema),
      source: { layer: "env", variable },
    }));
}
