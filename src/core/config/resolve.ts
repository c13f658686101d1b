import type { ConfigKey } from "./config-key.ts";
import type { Setting, Source } from "./setting.ts";

/** What a key comes to when all layers are laid over each other. */
export interface Effective {
  readonly key: ConfigKey;
  readonly value: unknown;
  /** Where the value comes from; several, the strongest first, where lists are joined. Never empty. */
  readonly sources: readonly [Source, ...Source[]];
}

/**
 * Lays the layers over each other. `strongestFirst` are the settings of each layer; defaults come from the schema. Keys
 * that nobody sets and that have no default are not in the result.
 */
export function resolveSettings(
  keys: Iterable<ConfigKey>,
  strongestFirst: readonly (readonly Setting[])[],
): ReadonlyMap<string, Effective> {
  const byKey = new Map<string, Setting[]>();
  for (const setting of strongestFirst.flat()) {
    const known = byKey.get(setting.key);
    if (known === undefined) byKey.set(setting.key, [setting]);
    else known.push(setting);
  }
  const effective = [...keys].flatMap((key) => effectiveOf(key, byKey.get(key.name) ?? []));
  return new Map(effective.map((entry) => [entry.key.name, entry]));
}

function effectiveOf(key: ConfigKey, settings: readonly Setting[]): Effective[] {
  const [first, ...weaker] = key.least ? leastFirst(settings) : settings;
  if (first === undefined) {
    const value = key.schema["default"];
    return value === undefined ? [] : [{ key, value, sources: [{ layer: "default" }] }];
  }
  if (!key.union) return [{ key, value: first.value, sources: [first.source] }];
  const items = new Set(settings.flatMap((setting) => listOf(setting.value)));
  return [{ key, value: [...items], sources: [first.source, ...weaker.map((setting) => setting.source)] }];
}

/** Without the project's setting where one below it is lower; whatever else is set by the user counts as it always does. */
function leastFirst(settings: readonly Setting[]): readonly Setting[] {
  const [first, next] = settings;
  const isRaised = first?.source.layer === "project" && next !== undefined && Number(first.value) > Number(next.value);
  return isRaised ? settings.slice(1) : settings;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
