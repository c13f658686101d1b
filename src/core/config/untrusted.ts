import type { ConfigKey } from "./config-key.ts";
import type { Setting } from "./setting.ts";

export interface Trusted {
  readonly settings: readonly Setting[];
  /** Names of the keys that are left out, without repetition. */
  readonly leftOut: readonly string[];
}

/**
 * Without what a project's file sets in a folder that nobody has trusted. What can only tighten stays: lists that are
 * joined (denials, questions), limits that a project can only lower, and a mode that asks more.
 */
export function withoutUntrusted(settings: readonly Setting[], keys: Pick<ReadonlyMap<string, ConfigKey>, "get">): Trusted {
  const isLeftOut = ({ key, source }: Setting): boolean => {
    const known = keys.get(key);
    if (known?.schema["x-needs-trust"] === true) return source.layer === "project";
    return source.layer === "project" && !(known?.union === true || known?.least === true || Array.isArray(known?.userOnly));
  };
  return {
    settings: settings.filter((setting) => !isLeftOut(setting)),
    leftOut: [...new Set(settings.filter(isLeftOut).map(({ key }) => key))],
  };
}
