import { isAinError } from "@ainative-code/sdk";

/** A longer text is cut: a log line is for reading, and one line must not fill the whole file. */
const longestText = 8 * 1024;
const mostItems = 200;
const deepest = 8;

/** The names that a line has of its own; a caller's field of that name gets a `_` behind it. */
const taken: ReadonlySet<string> = new Set(["name", "hostname", "pid", "level", "msg", "time", "v", "plugin", "session"]);

/** What a caller wants to log as plain data of bounded size: errors with their causes, no cycles, no bytes, no functions. */
export function plainFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) plain[taken.has(key) ? `${key}_` : key] = toPlain(value, 0);
  return plain;
}

function toPlain(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cut(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) return "[too deep]";
  if (value instanceof Error) return plainError(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "[no date]" : value.toISOString();
  if (value instanceof URL) return `${value.origin}${value.pathname}`;
  if (value instanceof Set) return plainList([...value], depth);
  if (value instanceof Map) return plainRecord([...value].map(([key, item]) => [String(key), item]), depth);
  return Array.isArray(value) ? plainList(value, depth) : plainRecord(Object.entries(value), depth);
}

function plainError(error: Error, depth: number): object {
  const code: unknown = Reflect.get(error, "code");
  const facts = isAinError(error) ? error.toJSON() : { message: error.message, code };
  return plainRecord([["name", error.name], ...Object.entries(facts), ["stack", error.stack], ["cause", error.cause]], depth);
}

function plainList(items: readonly unknown[], depth: number): readonly unknown[] {
  const plain = items.slice(0, mostItems).map((item) => toPlain(item, depth + 1));
  return items.length > mostItems ? [...plain, `… ${items.length - mostItems} more`] : plain;
}

function plainRecord(entries: readonly (readonly [string, unknown])[], depth: number): object {
  const plain = entries.slice(0, mostItems).map(([key, value]) => [key, toPlain(value, depth + 1)] as const);
  const rest = entries.length - mostItems;
  return Object.fromEntries(rest > 0 ? [...plain, ["…", `${rest} more`]] : plain);
}

export function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}… (${text.length - longestText} characters more)`;
}
