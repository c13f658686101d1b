import { isScalar, stringify } from "yaml";
import { readDocument } from "./read-document.ts";

/**
 * The text with one word in the place of another; not a space is moved, which writing the document anew would do.
 * `undefined` where the value is not one word, or where that would change something else too.
 */
export function exchangeYamlValue(text: string, path: readonly string[], value: unknown): string | undefined {
  const node = readDocument(text).getIn(path, true);
  if (typeof value === "object" || !isScalar(node) || node.anchor !== undefined || node.type?.startsWith("BLOCK") === true) {
    return undefined;
  }
  const [start, end] = node.range ?? [0, 0];
  if (start === end) return undefined;
  const after = `${text.slice(0, start)}${stringify(value, { lineWidth: 0 }).trimEnd()}${text.slice(end)}`;
  const read = readDocument(after);
  return read.errors.length === 0 && read.getIn(path) === value ? after : undefined;
}
