import type { ToolCallPart } from "@ainative-code/sdk";
import { printable } from "../../app/printable.ts";
import { diffText } from "./diff-text.ts";
import type { Styles } from "./styles.ts";

/** Lines of a change that are shown; a command is always shown whole. */
const maxLines = 60;

/**
 * What a call is about to do, for whoever decides about it: a command whole, an edit as the change it makes, else every
 * field. `overwrites`: what it makes of a file that is there, where its input is the whole of the new one.
 */
export function questionLines({ name, input }: ToolCallPart, styles: Styles, overwrites?: readonly string[]): readonly string[] {
  const fields = Object.entries(input).filter(([key]) => !isChange(key));
  const change = overwrites === undefined ? changeLines(input) : overwrites.length === 0 ? ["(nothing changes)"] : overwrites;
  const told = fields.flatMap(([key, value]) => fieldLines(key, value, styles));
  const diff = change.length === 0 ? [] : diffText(change.join("\n"), maxLines, styles).map((line) => `    ${line}`);
  return [`${printable(name)} wants to run with:`, ...told, ...diff];
}

function isChange(key: string): boolean {
  return key === "oldText" || key === "newText" || key === "edits" || key === "content" || key === "patch";
}

function changeLines(input: ToolCallPart["input"]): readonly string[] {
  const { edits, content, patch } = { edits: input["edits"], content: input["content"], patch: input["patch"] };
  const several = Array.isArray(edits) ? edits.filter((edit) => typeof edit === "object" && edit !== null) : [];
  return [
    ...replaced(input),
    ...several.flatMap((edit: object) => replaced({ ...edit })),
    ...(typeof content === "string" ? signed("+", content) : []),
    // A blank before the names of its files: they are not to be left out.
    ...(typeof patch === "string" ? patch.replaceAll(/^(?=(?:---|\+\+\+) )/gm, " ").split("\n") : []),
  ];
}

function replaced(edit: Readonly<Record<string, unknown>>): readonly string[] {
  const { oldText, newText } = { oldText: edit["oldText"], newText: edit["newText"] };
  if (typeof oldText !== "string" || typeof newText !== "string") return [];
  return [...signed("-", oldText), ...signed("+", newText)];
}

function signed(sign: string, text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n").map((line) => `${sign}${line}`);
}

function fieldLines(key: string, value: unknown, styles: Styles): readonly string[] {
  const text = printable(typeof value === "string" ? value : JSON.stringify(value, undefined, 2));
  const lines = text.split("\n");
  if (lines.length === 1) return [`  ${printable(key)}: ${text}`];
  const shown = key === "command" ? lines : lines.slice(0, maxLines);
  const left = lines.length - shown.length;
  const rest = left > 0 ? [styles.quiet(`    [… ${left} more lines]`)] : [];
  return [`  ${printable(key)}:`, ...shown.map((line) => `    ${line}`), ...rest];
}
