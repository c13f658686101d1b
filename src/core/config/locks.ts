import type { JsonSchema } from "@ainative-code/sdk";
import type { ConfigKey } from "./config-key.ts";
import type { ConfigProblem } from "./config-problem.ts";
import type { ConfigSchema } from "./config-schema.ts";
import { isRecord } from "./is-record.ts";
import { pointerOf } from "./json-pointer.ts";
import { unknownKey } from "./outer-settings.ts";
import type { Violation } from "./schema-check.ts";
import type { Setting, Source } from "./setting.ts";

/** A key, or a group of keys, that has to stay as the organisation's file has it, or at its default. */
export interface Lock {
  readonly name: string;
  /** The organisation's file, absolute. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The core's schema with the list `locked`, which only the organisation's file has. */
export function lockableSchema(core: JsonSchema): JsonSchema {
  const members = isRecord(core["properties"]) ? core["properties"] : {};
  return { ...core, properties: { ...members, locked: { type: "array", items: { type: "string", minLength: 1 } } } };
}

/** What the list `locked` names; empty where it is no list of texts, which the schema tells. */
export function lockedNames(tree: unknown): string[] {
  const list = isRecord(tree) ? tree["locked"] : undefined;
  return Array.isArray(list) && list.every((name) => typeof name === "string") ? list : [];
}

/** Names in `locked` that lock nothing: a typing error there would leave open what is meant to be closed. */
export function lockViolations(tree: unknown, { keys, plugins }: ConfigSchema): Violation[] {
  return lockedNames(tree).flatMap((name, index) => {
    const known = keys.has(name) || keys.familyPath(name) !== undefined || [...keys.keys()].some((key) => covers(name, key));
    const ofAbsentPlugin =
      name.startsWith("plugins.") && !Object.keys(plugins).some((section) => covers(`plugins.${section}`, name));
    if (known || ofAbsentPlugin) return [];
    return [{ path: pointerOf(["locked", String(index)]), keyword: "locked", message: unknownKey(name, keys.keys()).message }];
  });
}

/** The lock that holds for a key. Joined lists can't be overridden, only added to, so they need none. */
export function lockOf({ name, union }: ConfigKey, locks: readonly Lock[]): Lock | undefined {
  return union ? undefined : locks.find((lock) => covers(lock.name, name));
}

/**
 * The settings of stronger layers that a lock does not allow, each with its place. Saying the same as the organisation
 * is no offence.
 */
export function lockProblems(
  locks: readonly Lock[],
  keys: ReadonlyMap<string, ConfigKey>,
  settings: readonly Setting[],
): ConfigProblem[] {
  if (locks.length === 0) return [];
  const held = new Map(settings.filter(({ source }) => source.layer === "organisation").map(({ key, value }) => [key, value]));
  return settings.flatMap(({ key: name, value, source }) => {
    const key = keys.get(name);
    const lock = key === undefined || source.layer === "organisation" ? undefined : lockOf(key, locks);
    if (lock === undefined || isSame(value, held.has(name) ? held.get(name) : key?.schema["default"])) return [];
    return [{ message: lockText(name, lock), key: name, ...placeOf(source) }];
  });
}

/** Why a key can't be set. */
export function lockText(name: string, { file, line }: Lock): string {
  return `${name} is locked by your organisation in ${file}:${String(line)}.`;
}

function covers(group: string, name: string): boolean {
  return name === group || name.startsWith(`${group}.`);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function placeOf({ file, line, column, variable }: Source): Pick<ConfigProblem, "file" | "line" | "column" | "origin"> {
  if (file === undefined) return { origin: variable ?? "command line" };
  return { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}
