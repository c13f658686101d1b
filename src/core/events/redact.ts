import { isSecretKey } from "./secret-key.ts";
import { redacted, redactShapes } from "./secret-shapes.ts";

/** Takes secrets out of what is shown, logged or recorded. */
export interface Redactor {
  /** Remembers a secret value; from now on it is replaced wherever it appears, also percent-encoded or inside JSON. */
  register(secret: string): void;
  /** The text without registered secrets that are long enough to be no ordinary word; for what must stay true otherwise. */
  known(text: string): string;
  /** How many characters at the end of the text may be the beginning of such a secret. */
  pending(text: string): number;
  /** The text without registered secrets and without anything of a well-known shape. */
  text(text: string): string;
  /**
   * The value without secrets, by key and by content. The same object where nothing had to go, otherwise a copy of the
   * changed branches; the input is never touched. Class instances are left as they are: make them plain data first.
   */
  value(value: unknown): unknown;
  /** `value` for a record, which stays one. */
  fields(record: Fields): Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** A shorter value would blot out ordinary words, so it is not remembered. */
const shortestSecret = 6;

/** In work on files, words such as `ollama` or `not-needed`, which some servers take for a key, have to stay. */
const shortestKnown = 12;

/** Deeper data is cut there, which also ends cycles. */
const deepest = 16;

export function createRedactor(secrets: Iterable<string> = []): Redactor {
  const registered = new Set<string>();
  const register = (secret: string): void => {
    for (const form of [secret, encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)]) {
      if (form.length >= shortestSecret) registered.add(form);
    }
  };
  for (const secret of secrets) register(secret);

  const without = (input: string, shortest: number): string => {
    let output = input;
    for (const secret of registered) {
      if (secret.length >= shortest && output.includes(secret)) output = output.replaceAll(secret, redacted);
    }
    return output;
  };
  const known = (input: string): string => without(input, shortestKnown);
  const text = (input: string): string => redactShapes(without(input, 0));
  const pending = (input: string): number =>
    Math.max(0, ...[...registered].map((secret) => (secret.length < shortestKnown ? 0 : overlap(input, secret))));
  return {
    register,
    known,
    pending,
    text,
    value: (value) => redactValue(value, text, 0),
    fields: (record) => redactRecord(record, text, 0),
  };
}

/** The longest end of the text that the secret begins with, without being all of it. */
function overlap(text: string, secret: string): number {
  for (let length = Math.min(text.length, secret.length - 1); length > 0; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}

function redactValue(value: unknown, text: (input: string) => string, depth: number): unknown {
  if (typeof value === "string") return text(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) return "[too deep]";
  if (Array.isArray(value)) return redactArray(value, text, depth);
  return isPlain(value) ? redactRecord(value, text, depth) : value;
}

function redactArray(items: readonly unknown[], text: (input: string) => string, depth: number): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, item] of items.entries()) {
    const clean = redactValue(item, text, depth + 1);
    if (clean !== item) {
      copy ??= [...items];
      copy[index] = clean;
    }
  }
  return copy ?? items;
}

function redactRecord(record: Fields, text: (input: string) => string, depth: number): Fields {
  let copy: Record<string, unknown> | undefined;
  for (const [key, field] of Object.entries(record)) {
    const clean = isSecretKey(key) && holdsSecret(field) ? redacted : redactValue(field, text, depth + 1);
    if (clean !== field) {
      copy ??= { ...record };
      copy[key] = clean;
    }
  }
  return copy ?? record;
}

/** A number, a flag or nothing at all is no secret: `token: 12` is a count, `password: ""` says that there is none. */
function holdsSecret(field: unknown): boolean {
  return typeof field === "string" ? field !== "" : typeof field === "object" && field !== null;
}

function isPlain(value: object): value is Fields {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
