import { isDeepStrictEqual } from "node:util";
import { isMap, isNode, isScalar, type Document } from "yaml";
import { readDocument } from "./read-document.ts";

/**
 * The text of a YAML file without one value, and without the groups that are empty then; everything else stays, the
 * comment above it too.
 */
export function removeYamlValue(text: string, path: readonly string[]): string {
  const plain = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const document = readDocument(plain);
  const gone = emptiedBy(document, path);
  const cut = withoutLines(plain, document, gone);
  document.deleteIn(gone);
  const written =
    cut !== undefined && isDeepStrictEqual(valueOf(readDocument(cut)), valueOf(document)) ? cut : rewritten(document);
  return text.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written;
}

function rewritten(document: Document.Parsed): string {
  return isMap(document.contents) && document.contents.items.length === 0 ? "" : document.toString({ lineWidth: 0 });
}

/** The outermost group that has nothing else in it, or the value itself. */
function emptiedBy(document: Document.Parsed, path: readonly string[]): readonly string[] {
  const group = document.getIn(path.slice(0, -1), true);
  return path.length > 1 && isMap(group) && group.items.length === 1 ? emptiedBy(document, path.slice(0, -1)) : path;
}

/** `undefined` where the value does not have its lines to itself. */
function withoutLines(text: string, document: Document.Parsed, path: readonly string[]): string | undefined {
  const group = document.getIn(path.slice(0, -1), true);
  const pair = isMap(group) ? group.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1)) : undefined;
  if (pair === undefined || !isNode(pair.key) || !isNode(pair.value)) return undefined;
  const [start, end] = [pair.key.range?.[0] ?? 0, pair.value.range?.[1] ?? 0];
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", Math.max(start, end - 1));
  const to = next === -1 ? text.length : next + 1;
  const around = [text.slice(from, start), text.slice(end, Math.max(end, to))];
  return around.every((part) => /^\s*(#.*)?\n?$/.test(part)) ? text.slice(0, from) + text.slice(to) : undefined;
}

function valueOf(document: Document.Parsed): unknown {
  const value: unknown = document.errors.length === 0 ? document.toJS() : undefined;
  return value ?? {};
}
