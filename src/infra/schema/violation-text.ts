import type { JsonSchema } from "@ainative-code/sdk";
import { didYouMean } from "../../core/config/did-you-mean.ts";

/** What a broken keyword comes down to. */
export interface Broken {
  readonly keyword: string;
  /** The keyword's value in the schema. */
  readonly limit: unknown;
  /** The schema around the keyword. */
  readonly schema: JsonSchema;
  /** The value that breaks it. */
  readonly value: unknown;
  /** The validator's own words. */
  readonly text: string;
}

/** The rest of the sentence after the name of the place: `must be a whole number, not text`. */
export function predicateOf(broken: Broken): string {
  const predicate = predicates[broken.keyword];
  return predicate === undefined ? `is not valid: ${lowerFirst(broken.text)}` : predicate(broken);
}

const predicates: Readonly<Record<string, (broken: Broken) => string>> = {
  type: ({ limit, value }) =>
    `must be ${or(listOf(limit).map(nameOfType))}, not ${limit === "integer" && typeof value === "number" ? "a fraction" : typeName(value)}.`,
  enum: ({ limit, value }) => `must be one of ${or(listOf(limit).map(plain))}.${suggestion(value, listOf(limit))}`,
  const: ({ limit }) => `must be ${plain(limit)}.`,
  required: () => "is missing.",
  minimum: ({ limit }) => `must be at least ${String(limit)}.`,
  maximum: ({ limit }) => `must be at most ${String(limit)}.`,
  exclusiveMinimum: ({ limit }) => `must be greater than ${String(limit)}.`,
  exclusiveMaximum: ({ limit }) => `must be less than ${String(limit)}.`,
  multipleOf: ({ limit }) => `must be a multiple of ${String(limit)}.`,
  minLength: ({ limit }) => (limit === 1 ? "must not be empty." : `must have at least ${String(limit)} characters.`),
  maxLength: ({ limit }) => `must have at most ${String(limit)} characters.`,
  minItems: ({ limit }) => (limit === 1 ? "must not be empty." : `must have at least ${String(limit)} items.`),
  maxItems: ({ limit }) => `must have at most ${String(limit)} items.`,
  uniqueItems: () => "must not have the same item twice.",
  minProperties: ({ limit }) => `must have at least ${String(limit)} keys.`,
  maxProperties: ({ limit }) => `must have at most ${String(limit)} keys.`,
  pattern: ({ limit, schema }) => `must ${likeExample(schema) ?? `match the pattern ${String(limit)}`}.`,
  format: ({ limit, schema }) => `must be ${formats[String(limit)] ?? `a valid ${String(limit)}`}${exampleOf(schema)}.`,
  anyOf: alternatives,
  oneOf: alternatives,
  false: () => "is not allowed here.",
};

const formats: Readonly<Record<string, string>> = {
  uri: "a full URL",
  "date-time": "a date with time",
  email: "an e-mail address",
};

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a group of keys",
  null: "empty",
};

function nameOfType(type: unknown): string {
  return typeNames[String(type)] ?? String(type);
}

function typeName(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  return nameOfType(typeof value);
}

function alternatives({ limit }: Broken): string {
  const types = listOf(limit).flatMap((schema) => (isSchema(schema) ? listOf(schema["type"]) : [undefined]));
  return types.includes(undefined) ? "has none of the allowed forms." : `must be ${or([...new Set(types.map(nameOfType))])}.`;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}

function likeExample(schema: JsonSchema): string | undefined {
  const [example] = listOf(schema["examples"]);
  return example === undefined ? undefined : `look like ${plain(example)}`;
}

function exampleOf(schema: JsonSchema): string {
  const [example] = listOf(schema["examples"]);
  return example === undefined ? "" : `, for example ${plain(example)}`;
}

function suggestion(value: unknown, allowed: readonly unknown[]): string {
  if (typeof value !== "string") return "";
  const close = didYouMean(value, allowed.filter((word) => typeof word === "string"));
  return close === undefined ? "" : ` Did you mean "${close}"?`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function or(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
