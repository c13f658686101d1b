import type { ConfigKey } from "../config/config-key.ts";
import type { Choice } from "./choice.ts";

/** The keys of the config, each with `ending` behind it. */
export function keyChoices(keys: Iterable<ConfigKey>, ending = ""): Choice[] {
  return [...keys].map(({ name, schema }) => {
    const text = schema["description"];
    return { value: `${name}${ending}`, description: typeof text === "string" ? text : undefined };
  });
}

/** The values of a key, where they can be counted. */
export function settingChoices({ schema }: ConfigKey): Choice[] {
  const words = schema["enum"];
  if (Array.isArray(words)) return words.map((word) => ({ value: String(word) }));
  return schema["type"] === "boolean" ? [{ value: "true" }, { value: "false" }] : [];
}
