import type { ToolEndedEvent } from "../../core/agent/agent-event.ts";
import { printable } from "../../app/printable.ts";
import { readTodos } from "../../app/todo-list.ts";
import { lastLines } from "../last-lines.ts";
import { taskTook } from "../task-line.ts";
import { seconds, toolLine } from "../tool-line.ts";
import { diffText } from "./diff-text.ts";
import type { Styles } from "./styles.ts";
import { todoLines } from "./todo-lines.ts";

/** Lines of what a call left behind that are shown: its last ones. */
const shownLines = 6;
/** Lines of a change that was made. */
const diffLines = 40;

export interface ToolTextOptions {
  /** It said something while it ran, and that is what it is for. */
  readonly spoke: boolean;
}

/** What became of a call: a line of its own, the change it made, the end of what it said where it failed or spoke. */
export function toolText(
  { call, result, details, durationMs }: ToolEndedEvent,
  styles: Styles,
  { spoke }: ToolTextOptions,
): string {
  const facts = [taskTook({ call, details }), backgroundShell(call, details), seconds(durationMs)].filter(
    (fact) => fact !== undefined,
  );
  const line = `${styles.marks[result.status]} ${toolLine(call)} ${styles.quiet(`(${facts.join(", ")})`)}`;
  const change = result.status === "ok" ? changeLines(details, styles) : [];
  const more = result.status !== "ok" || (spoke && change.length === 0) ? endOf(result.content, styles) : change;
  return [line, ...more.map((text) => `  ${text}`), ""].join("\n");
}

/** A command that goes on: by this name the model reads and stops it. */
function backgroundShell({ input }: ToolEndedEvent["call"], details: ToolEndedEvent["details"]): string | undefined {
  const shell = details?.["shell"];
  if (typeof shell !== "object" || shell === null || Reflect.get(shell, "running") !== true) return undefined;
  const id = String(Reflect.get(shell, "id"));
  // Whoever reads from it or stops it has named it already.
  return input["id"] === id ? undefined : `goes on in the background as ${printable(id)}`;
}

function changeLines(details: ToolEndedEvent["details"], styles: Styles): readonly string[] {
  const diff = details?.["diff"];
  return typeof diff === "string" ? diffText(diff, diffLines, styles) : todoLines(readTodos(details?.["todos"]), styles);
}

function endOf(content: ToolEndedEvent["result"]["content"], styles: Styles): readonly string[] {
  const { lines, left } = lastLines(content, shownLines);
  const shown = lines.map(styles.quiet);
  return left > 0 ? [styles.quiet(`[… ${left} more lines]`), ...shown] : shown;
}
