import type { ConfigKey } from "./config-key.ts";
import { fileSettings } from "./file-settings.ts";
import { pointerOf } from "./json-pointer.ts";
import type { Violation } from "./schema-check.ts";

/** What a project's file sets although only the user may. */
export function projectViolations(tree: unknown, keys: Iterable<ConfigKey>): Violation[] {
  return fileSettings(tree, keys)
    .filter(({ key, value }) => (typeof key.userOnly === "boolean" ? key.userOnly : key.userOnly.includes(value)))
    .map(({ key, value }) => ({ path: pointerOf(key.path), keyword: "x-user-only", message: reason(key, value) }));
}

function reason(key: ConfigKey, value: unknown): string {
  const what = typeof key.userOnly === "boolean" ? key.name : `${key.name}: ${String(value)}`;
  return `a project's file can't set ${what}, so that a cloned repository gets no more rights than you gave. Put it in your own file (ainative-code config path).`;
}
