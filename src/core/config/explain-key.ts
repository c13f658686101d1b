import type { ConfigKey } from "./config-key.ts";
import { lockOf, lockText, type Lock } from "./locks.ts";
import { resolveSettings } from "./resolve.ts";
import { shown } from "./secret-reference.ts";
import { layers as layerNames, type Layer, type Setting, type Source } from "./setting.ts";

/** One place that sets a key, or could. */
export interface ExplainedSetting extends Source {
  /** Fit to be shown. */
  readonly value: unknown;
  /** It is the value in effect, or part of a joined list. */
  readonly wins: boolean;
}

export interface Explanation {
  readonly key: string;
  /** In effect, fit to be shown; `undefined` where it is not set and has no default. */
  readonly value: unknown;
  readonly why: string;
  readonly description?: string;
  /** `undefined` where there is none. */
  readonly default: unknown;
  /** As the schema says it: `text`, `whole number`, or the words it may be. */
  readonly accepts: string;
  readonly secret: boolean;
  /** Why it can't be changed, where the organisation has locked it. */
  readonly locked?: string;
  readonly variables: readonly string[];
  /** Every place that sets it, the strongest first, the default last. */
  readonly settings: readonly ExplainedSetting[];
}

/** Why a key has the value it has. `strongestFirst` may hold several settings of one layer: the first of them counts. */
export function explainKey(key: ConfigKey, strongestFirst: readonly Setting[], locks: readonly Lock[]): Explanation {
  const own = strongestFirst.filter((setting) => setting.key === key.name);
  const counted = own.filter((setting, index) => own.findIndex(({ source }) => source.layer === setting.source.layer) === index);
  const effective = resolveSettings([key], [counted]).get(key.name);
  const standard = key.schema["default"];
  const atDefault: Setting[] = standard === undefined ? [] : [{ key: key.name, value: standard, source: { layer: "default" } }];
  const lock = lockOf(key, locks);
  const description = key.schema["description"];
  return {
    key: key.name,
    value: effective === undefined ? undefined : shown(effective.value, key.secret),
    why: reason(key, effective?.sources ?? [], own),
    ...(typeof description === "string" ? { description } : {}),
    default: standard,
    accepts: accepted(key),
    secret: key.secret,
    ...(lock === undefined ? {} : { locked: lockText(key.name, lock) }),
    variables: key.variables,
    settings: [...own, ...atDefault].map(({ value, source }) => ({
      ...source,
      value: shown(value, key.secret),
      wins: effective?.sources.includes(source) === true || (source.layer === "default" && own.length === 0),
    })),
  };
}

function reason(key: ConfigKey, sources: readonly Source[], own: readonly Setting[]): string {
  const [strongest] = sources;
  const places = own.length;
  if (strongest === undefined) return "Nothing sets it, and it has no default.";
  if (strongest.layer === "default") return "Nothing sets it, so the default holds.";
  if (key.union && places > 1) return "The lists of all layers hold together.";
  if (key.least && strongest.layer !== "project" && own[0]?.source.layer === "project") {
    return "The lowest holds: a project's file can't raise it.";
  }
  const below = layerNames.slice(layerNames.indexOf(strongest.layer) + 1).map((layer) => layerWords[layer]);
  if (places === 1) {
    return `${words(layerWords[strongest.layer])} ${strongest.layer === "env" || strongest.layer === "flag" ? "set" : "sets"} it, and nothing else does.`;
  }
  return `The strongest place wins: ${layerWords[strongest.layer]} ${verb(strongest.layer)} over ${below.join(", ")}.`;
}

/** With a capital, to begin a sentence. */
function words(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const layerWords: Readonly<Record<Layer, string>> = {
  flag: "flags",
  env: "variables",
  project: "the project's file",
  user: "your file",
  organisation: "the organisation's file",
  default: "the default",
};

function verb(layer: Layer): string {
  return layer === "flag" || layer === "env" ? "win" : "wins";
}

const typeWords: Readonly<Record<string, string>> = {
  array: "list",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "map",
};

function accepted({ schema }: ConfigKey): string {
  const words = schema["enum"];
  if (Array.isArray(words)) return words.map(String).join(", ");
  const type = schema["type"];
  return typeof type === "string" ? (typeWords[type] ?? "text") : "text";
}
