import type { JsonValue } from "./tape.ts";

/** Where two JSON values part. */
export interface Difference {
  /** RFC 6901; `""` is the whole value. */
  readonly pointer: string;
  /** `undefined` where one side has nothing at that place. */
  readonly expected: JsonValue | undefined;
  readonly actual: JsonValue | undefined;
}

/** The first place, in document order, at which two JSON values are not the same; `undefined` where they are. */
export function firstDifference(expected: JsonValue | undefined, actual: JsonValue | undefined): Difference | undefined {
  return differenceAt("", expected, actual);
}

function differenceAt(pointer: string, expected: JsonValue | undefined, actual: JsonValue | undefined): Difference | undefined {
  if (Object.is(expected, actual)) return undefined;
  const [left, right] = [membersOf(expected), membersOf(actual)];
  if (left === undefined || right === undefined || Array.isArray(expected) !== Array.isArray(actual)) {
    return { pointer, expected, actual };
  }
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const found = differenceAt(`${pointer}/${escaped(key)}`, left.get(key), right.get(key));
    if (found !== undefined) return found;
  }
  return undefined;
}

function membersOf(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> | undefined {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
