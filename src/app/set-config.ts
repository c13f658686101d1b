import { dirname } from "node:path";
import type { ConfigKey } from "../core/config/config-key.ts";
import { configError, problemText, type ConfigProblem } from "../core/config/config-problem.ts";
import { configSchemaOf } from "../core/config/config-schema.ts";
import { lockOf, lockText } from "../core/config/locks.ts";
import { unknownKey } from "../core/config/outer-settings.ts";
import { isSensitive, shown } from "../core/config/secret-reference.ts";
import { textValue } from "../core/config/text-value.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { checkConfigText } from "./check-config-file.ts";
import { fileOfLayer } from "./config-files.ts";
import type { ConfigPlace } from "./config-place.ts";
import { organisationLayer } from "./organisation-layer.ts";
import { trustFolder } from "./trust.ts";

export interface ConfigChange {
  readonly key: string;
  /** As it is written on the command line; read by the key's type. */
  readonly text: string;
  readonly layer: "user" | "project";
}

export interface ChangedConfig {
  readonly key: string;
  /** Fit to be shown. */
  readonly value: unknown;
  readonly file: string;
  /** What else is wrong in the file, and what overrides the new value. */
  readonly warnings: readonly string[];
}

/**
 * Sets one value in the user's or the project's file, and leaves everything else in it as it is. The file is not
 * touched where the value would not do (`invalid-input`), the file is no YAML (`invalid-input`) or can't be written
 * (`storage`). Other problems that the file already has do not stand in the way.
 */
export async function setConfig(place: ConfigPlace, { key: name, text, layer }: ConfigChange): Promise<ChangedConfig> {
  const schema = configSchemaOf(await place.pluginSchemas());
  const key = schema.keys.get(name);
  if (key === undefined) throw configError([unknownKey(name, schema.keys.keys())]);
  const lock = lockOf(key, (await organisationLayer(place, schema)).locks);
  if (lock !== undefined) throw configError([{ message: lockText(name, lock), key: name }]);
  const file = fileOfLayer(place, layer);
  const before = readTextFile(file)?.text ?? "";
  const { setYamlValue } = await import("../infra/config-files/edit-yaml.ts");
  const { parseYaml } = await import("../infra/config-files/parse-yaml.ts");
  const broken = parseYaml(before).problems;
  if (broken.length > 0) throw configError(broken.map((problem) => ({ ...problem, file })));

  const value = textValue(text, key.schema, (flow) => {
    const read = parseYaml(flow);
    return read.problems.length === 0 ? read.value : flow;
  });
  const after = setYamlValue(before, key.path, value);
  const { problems, warnings } = await checkConfigText({ file, layer, text: after }, schema);
  const had = new Set((await checkConfigText({ file, layer, text: before }, schema)).problems.map(problemText));
  const own = problems.filter((problem) => concerns(problem, key) || (holds(problem, key) && !had.has(problemText(problem))));
  if (own.length > 0) throw configError(own.map(({ message }) => ({ message, key: key.name })));
  const { writeConfigFile } = await import("../infra/config-files/write-config-file.ts");
  await writeConfigFile(file, after, { sensitive: isSensitive(value, key.secret) });
  if (layer === "project") await trustNewFile(place, file, before);
  return {
    key: name,
    value: shown(value, key.secret),
    file,
    warnings: [...problems.map(problemText), ...warnings, ...overriding(key, place.environment.env)],
  };
}

/** Whoever makes a project's file trusts it. One that was there before may hold what somebody else wrote. */
async function trustNewFile(place: ConfigPlace, file: string, before: string): Promise<void> {
  if (before.trim() === "") await trustFolder(place, dirname(dirname(file)), new Date());
}

function concerns(problem: ConfigProblem, key: ConfigKey): boolean {
  const at = problem.key ?? "";
  return at === key.name || at.startsWith(`${key.name}.`) || at.startsWith(`${key.name}[`);
}

/** It is about a group that the key stands in. */
function holds({ key: at = "" }: ConfigProblem, key: ConfigKey): boolean {
  return at === "" || key.name.startsWith(`${at}.`);
}

function overriding(key: ConfigKey, env: ConfigPlace["environment"]["env"]): string[] {
  const variable = key.variables.find((name) => (env[name] ?? "") !== "");
  return variable === undefined ? [] : [`The variable ${variable} is set and wins over the file.`];
}
