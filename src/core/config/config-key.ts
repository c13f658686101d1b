import type { JsonSchema } from "@ainative-code/sdk";
import { isRecord } from "./is-record.ts";
import { variableName } from "./variable-name.ts";

/** One setting that exists: a leaf of the schema. A map of free names, such as headers, is one setting. */
export interface ConfigKey {
  /** `path` joined by dots. */
  readonly name: string;
  readonly path: readonly string[];
  readonly schema: JsonSchema;
  /** Environment variables that set it, the strongest first: its own, then those of vendors. */
  readonly variables: readonly string[];
  readonly secret: boolean;
  /** What a project's file may not do: set it at all (`true`), or set it to one of these. */
  readonly userOnly: boolean | readonly unknown[];
  /** The lists of all layers hold together. */
  readonly union: boolean;
  /** A project's file can only lower it. */
  readonly least: boolean;
  /** It has to be set for the plugin to work. */
  readonly required: boolean;
}

/** The settings of an object's schema, in its order. Those of a family (`x-members`) are known when its members are. */
export function keysOf(schema: JsonSchema, path: readonly string[] = [], required = false): ConfigKey[] {
  if (schema["x-members"] === true) return [];
  const members = schema["properties"];
  if (!isRecord(members)) return [keyOf(schema, path, required)];
  const needed = schema["required"];
  return Object.entries(members).flatMap(([name, member]) =>
    keysOf(isRecord(member) ? member : {}, [...path, name], Array.isArray(needed) && needed.includes(name)),
  );
}

function keyOf(schema: JsonSchema, path: readonly string[], required: boolean): ConfigKey {
  const secret = schema["x-secret"] === true;
  return {
    name: path.join("."),
    path,
    schema,
    variables: [variableName(path), ...textsOf(schema["x-env"])],
    secret,
    userOnly: secret || userOnlyOf(schema["x-user-only"]),
    union: schema["x-merge"] === "union",
    least: schema["x-merge"] === "least",
    required,
  };
}

function userOnlyOf(mark: unknown): boolean | readonly unknown[] {
  return Array.isArray(mark) ? mark : mark === true;
}

function textsOf(mark: unknown): string[] {
  const all: unknown[] = Array.isArray(mark) ? mark : [mark];
  return all.filter((text) => typeof text === "string");
}
