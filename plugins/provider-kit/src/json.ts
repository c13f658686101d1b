/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object, or nothing. */
export function objectOr(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** A list; empty where it is none. */
export function listOr(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects of a list; what else is in it is left out. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return listOr(value).filter(isObject);
}

/** A string, an empty one too, or nothing. */
export function stringOr(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A string with something in it. */
export function filled(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A string with more in it than blanks, without those around it: what a person has typed as a setting. */
export function trimmed(value: unknown): string | undefined {
  return typeof value === "string" ? filled(value.trim()) : undefined;
}

/** The strings of a list, as `trimmed` reads each. */
export function trimmedTexts(value: unknown): readonly string[] {
  return listOr(value).flatMap((each) => trimmed(each) ?? []);
}

/** A finite number, or nothing. */
export function numberOr(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A count that is there; `NaN` where it is none, so that nobody takes it for nothing. */
export function countOr(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "number" ? value : Number.NaN;
}

/** The value of a JSON text; `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
