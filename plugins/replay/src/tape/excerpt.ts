import type { JsonValue } from "@ainative-code/sdk";

/** Characters shown before the first difference and after it. */
const around = 30;

/** Two values as JSON, short enough for a sentence: long texts are cut down to the neighbourhood of their first difference. */
export function excerpt(expected: JsonValue | undefined, actual: JsonValue | undefined): { expected: string; actual: string } {
  const [left, right] = [shown(expected), shown(actual)];
  const at = firstDifferent(left, right);
  return { expected: cut(left, at), actual: cut(right, at) };
}

function shown(value: JsonValue | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function firstDifferent(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function cut(text: string, at: number): string {
  const start = at > around * 2 ? at - around : 0;
  const end = text.length > at + around * 2 ? at + around : text.length;
  return (start > 0 ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
}
