import type { JsonSchema } from "@ainative-code/sdk";
import { keysOf, type ConfigKey } from "./config-key.ts";
import { isRecord } from "./is-record.ts";

/** A map of free names (`x-members`) whose members have settings of their own, each by the same schema. */
export interface ConfigFamily {
  readonly path: readonly string[];
  /** Of one member. */
  readonly schema: JsonSchema;
  /** A project's file can set nothing in it. */
  readonly userOnly: boolean;
}

/** The families among the members of an object's schema, at any depth. */
export function familiesOf(schema: JsonSchema, path: readonly string[]): readonly ConfigFamily[] {
  const member = memberSchema(schema);
  if (member !== undefined) return [{ path, schema: member, userOnly: schema["x-user-only"] === true }];
  const members = schema["properties"];
  if (!isRecord(members)) return [];
  return Object.entries(members).flatMap(([name, inner]) => (isRecord(inner) ? familiesOf(inner, [...path, name]) : []));
}

/** The schema of the members of a map that is a family; `undefined` for anything else. */
export function memberSchema(schema: JsonSchema): JsonSchema | undefined {
  const member = schema["additionalProperties"];
  return schema["x-members"] === true && isRecord(member) && isRecord(member["properties"]) ? member : undefined;
}

/** The settings of one member. */
export function memberKeys({ schema, path, userOnly }: ConfigFamily, member: string): readonly ConfigKey[] {
  return keysOf(schema, [...path, member]).map((key) => (userOnly ? { ...key, userOnly } : key));
}
