/** A file of a plugin that can't be understood: the message says what is wrong with it. */
export class BadFixture extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text of a field; `undefined` where there is none. */
export function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || typeof value === "string") return value;
  throw new BadFixture(`"${name}" must be a text`);
}

export function fieldsIn(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  if (value === undefined || isFields(value)) return value;
  throw new BadFixture(`"${name}" must be an object`);
}

/** Texts by name. */
export function textsIn(fields: Fields, name: string): Readonly<Record<string, string>> | undefined {
  const value = fieldsIn(fields, name);
  if (value === undefined) return undefined;
  const texts = Object.entries(value).flatMap(([key, text]) => (typeof text === "string" ? [[key, text] as const] : []));
  if (texts.length === Object.keys(value).length) return Object.fromEntries(texts);
  throw new BadFixture(`"${name}" must hold texts only`);
}
