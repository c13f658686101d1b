import type { ConfigKey } from "./config-key.ts";
import { didYouMean } from "./did-you-mean.ts";

const prefix = "AINATIVE_CODE_";

/** No settings, and yet read: ours, and what boot tells oclif on every run. */
const places = new Set(
  ["HOME", "CONFIG_DIR", "DATA_DIR", "CACHE_DIR", "NPM_REGISTRY", "TRUST"].map((name) => `${prefix}${name}`),
);

/** Warns of variables that look like a mistyped setting: one that nobody reads is otherwise silent. */
export function strayVariables(env: Readonly<Record<string, string | undefined>>, keys: Iterable<ConfigKey>): string[] {
  const given = Object.keys(env).filter((name) => name.startsWith(prefix) && !places.has(name));
  if (given.length === 0) return [];
  const known = new Set([...keys].flatMap((key) => key.variables.filter((name) => name.startsWith(prefix))));
  const words = [...known].map((name) => name.slice(prefix.length));
  return given.flatMap((name) => {
    const close = known.has(name) ? undefined : didYouMean(name.slice(prefix.length), words);
    return close === undefined ? [] : [`The variable ${name} sets nothing. Did you mean ${prefix}${close}?`];
  });
}
