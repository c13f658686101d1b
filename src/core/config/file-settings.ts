import type { ConfigKey } from "./config-key.ts";
import { isRecord } from "./is-record.ts";

/** The values that a file's tree gives to the known keys. */
export function fileSettings(tree: unknown, keys: Iterable<ConfigKey>): { readonly key: ConfigKey; readonly value: unknown }[] {
  return [...keys].flatMap((key) => {
    const value = valueAtPath(tree, key.path);
    return value === undefined || value === null ? [] : [{ key, value }];
  });
}

/** The member of a tree of objects, or `undefined`. */
export function valueAtPath(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((here, name) => (isRecord(here) && Object.hasOwn(here, name) ? here[name] : undefined), tree);
}
