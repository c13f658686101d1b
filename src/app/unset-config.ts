import { configError } from "../core/config/config-problem.ts";
import { configSchemaOf } from "../core/config/config-schema.ts";
import { valueAtPath } from "../core/config/file-settings.ts";
import { unknownKey } from "../core/config/outer-settings.ts";
import { readTextFile } from "../infra/config-files/read-text-file.ts";
import { fileOfLayer } from "./config-files.ts";
import type { ConfigPlace } from "./config-place.ts";

export interface UnsetConfig {
  readonly file: string;
  /** What stood there, not fit to be shown; `undefined` where nothing did, and then the file is as it was. */
  readonly removed: unknown;
}

/**
 * Takes one value out of the user's file, or the project's, when `before` has been told of it and has resolved. Throws as
 * `setConfig` does, and what `before` throws; then the file is as it was.
 */
export async function unsetConfig(
  place: ConfigPlace,
  name: string,
  before: (value: unknown) => Promise<void>,
  layer: "user" | "project" = "user",
): Promise<UnsetConfig> {
  const { keys } = configSchemaOf(await place.pluginSchemas());
  const key = keys.get(name);
  if (key === undefined) throw configError([unknownKey(name, keys.keys())]);
  const file = fileOfLayer(place, layer);
  const text = readTextFile(file)?.text;
  if (text === undefined) return { file, removed: undefined };
  const { parseYaml } = await import("../infra/config-files/parse-yaml.ts");
  const parsed = parseYaml(text);
  if (parsed.problems.length > 0) throw configError(parsed.problems.map((problem) => ({ ...problem, file })));
  const removed = valueAtPath(parsed.value, key.path);
  if (removed === undefined) return { file, removed };
  await before(removed);
  const [{ removeYamlValue }, { writeConfigFile }] = await Promise.all([
    import("../infra/config-files/remove-yaml-value.ts"),
    import("../infra/config-files/write-config-file.ts"),
  ]);
  await writeConfigFile(file, removeYamlValue(text, key.path), { sensitive: key.secret });
  return { file, removed };
}
