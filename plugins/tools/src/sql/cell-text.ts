import type { SQLOutputValue } from "node:sqlite";

/** Characters of one value. */
const maxChars = 500;
/** Bytes of binary data that are shown. */
const shownBytes = 16;

/** A value of SQLite as a cell of a table: in one line, bounded. */
export function cellText(value: SQLOutputValue): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) {
    const hex = Buffer.from(value.subarray(0, shownBytes)).toString("hex");
    return `x'${hex}${value.length > shownBytes ? "…" : ""}' (${value.length} bytes)`;
  }
  const whole = typeof value === "string" ? value : `${value}`;
  const text = whole.slice(0, maxChars + 1).replaceAll(/[\\\n\r\t|]/g, (character) => shownAs[character] ?? character);
  return text.length > maxChars ? `${text.slice(0, maxChars)}… (${whole.length} characters)` : text;
}

const shownAs: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "|": "\\|" };
