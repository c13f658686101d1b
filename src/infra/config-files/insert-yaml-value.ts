import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, LineCounter, parseDocument, stringify, type Document } from "yaml";
import { readDocument } from "./read-document.ts";

/**
 * The text with a value that it does not have yet, put in as lines of its own: below the comment that shows the key
 * (`# maxTurns: 100`), or as the first in a group that holds nothing but comments, which the YAML library would throw
 * away. `undefined` where the text has no such place.
 */
export function insertYamlValue(text: string, path: readonly string[], value: unknown): string | undefined {
  const lines = new LineCounter();
  const before = parseDocument(text, { uniqueKeys: false, logLevel: "error", lineCounter: lines });
  if (before.hasIn(path)) return undefined;
  const after = placed(text.split("\n"), before, lines, path, value);
  if (after === undefined) return undefined;
  const expected = readDocument(text);
  setAt(expected, path, value);
  const parsed = readDocument(after);
  return parsed.errors.length === 0 && isDeepStrictEqual(parsed.toJS(), expected.toJS()) ? after : undefined;
}

type Path = readonly string[];

function placed(text: string[], document: Document.Parsed, counter: LineCounter, path: Path, value: unknown): string | undefined {
  let depth = path.length - 1;
  while (depth > 0 && !document.hasIn(path.slice(0, depth))) depth -= 1;
  const group = groupAt(document, counter, path.slice(0, depth));
  if (group === undefined) return undefined;
  const end = endOf(text, group);
  const shown = depth === path.length - 1 ? commentOf(text, group, end, path[depth] ?? "") : undefined;
  if (shown === undefined && !group.isEmpty) return undefined;
  const at = shown?.line ?? group.line;
  const indent = shown?.indent ?? group.indent + 2;
  return text.toSpliced(at + 1, 0, ...linesOf(path.slice(depth), value, indent)).join("\n");
}

interface Group {
  /** Of its key, counted from 0; -1 for the whole document. */
  readonly line: number;
  /** Columns before its key; -2 for the whole document, whose keys have none. */
  readonly indent: number;
  /** It holds nothing, or nothing but comments. */
  readonly isEmpty: boolean;
}

const whole: Group = { line: -1, indent: -2, isEmpty: false };

function groupAt(document: Document.Parsed, counter: LineCounter, path: Path): Group | undefined {
  if (path.length === 0) return isMap(document.contents) && document.contents.flow !== true ? whole : undefined;
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1)) : undefined;
  const offset = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  if (pair === undefined || offset === undefined) return undefined;
  const { line, col } = counter.linePos(offset);
  const isEmpty = pair.value === null || (isScalar(pair.value) && pair.value.value === null && pair.value.source === "");
  const isBlock = isMap(pair.value) && pair.value.flow !== true;
  return isEmpty || isBlock ? { line: line - 1, indent: col - 1, isEmpty } : undefined;
}

/** The line behind the group: the next one that is no comment and stands as far left as its key. */
function endOf(text: readonly string[], { line, indent }: Group): number {
  const next = text.findIndex((one, index) => index > line && /^\s*[^\s#]/.test(one) && indentOf(one) <= indent);
  return next === -1 ? text.length : next;
}

function commentOf(text: readonly string[], group: Group, end: number, name: string): Pick<Group, "line" | "indent"> | undefined {
  const isIn = (index: number): boolean => index > group.line && index < end;
  const line = text.findIndex((one, index) => isIn(index) && isShown(one, name) && isOwn(indentOf(one), group));
  return line === -1 ? undefined : { line, indent: indentOf(text[line] ?? "") };
}

function isShown(line: string, name: string): boolean {
  return new RegExp(`^\\s*# ?["']?${name.replaceAll(/\W/g, "\\$&")}["']?:(\\s|$)`).test(line);
}

function isOwn(indent: number, group: Group): boolean {
  return group.line === -1 ? indent === 0 : indent > group.indent;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function linesOf(path: readonly string[], value: unknown, indent: number): string[] {
  return path.map((name, index) => {
    const key = `${" ".repeat(indent + 2 * index)}${inline(name)}:`;
    return index === path.length - 1 ? `${key} ${inline(value)}` : key;
  });
}

function inline(value: unknown): string {
  const text = stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
  return text.includes("\n") ? JSON.stringify(value) : text;
}

function setAt(document: Document.Parsed, path: Path, value: unknown): void {
  for (let depth = 1; depth < path.length; depth += 1) {
    const group = path.slice(0, depth);
    if (!isMap(document.getIn(group, true))) document.setIn(group, document.createNode({}));
  }
  document.setIn(path, value);
}
