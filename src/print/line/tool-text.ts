import type { ToolEndedEvent } from "../../core/agent/agent-event.ts";
import { readTodos } from "../../app/todo-list.ts";
import { lastLines } from "../last-lines.ts";
import { taskTook } from "../task-line.ts";
import { seconds, toolLine } from "../tool-line.ts";
import { diffText } from "./diff-text.ts";
import type { Styles } from "./styles.ts";
import { todoLines } from "./todo-lines.ts";

/** Lines of what a failed call left behind that are shown: its last ones. */
const failedLines = 6;
/** Lines of a change that was made. */
const diffLines = 40;

/** What became of a call: a line of its own, the change it made, the end of what it said where it failed. */
export function toolText({ call, result, details, durationMs }: ToolEndedEvent, styles: Styles): string {
  const took = taskTook({ call, details });
  const line = `${styles.marks[result.status]} ${toolLine(call)} ${styles.quiet(`(${took === undefined ? "" : `${took}, `}${seconds(durationMs)})`)}`;
  const more = result.status === "ok" ? changeLines(details, styles) : endOf(result.content, styles);
  return [line, ...more.map((text) => `  ${text}`), ""].join("\n");
}

function changeLines(details: ToolEndedEvent["details"], styles: Styles): readonly string[] {
  const diff = details?.["diff"];
  return typeof diff === "string" ? diffText(diff, diffLines, styles) : todoLines(readTodos(details?.["todos"]), styles);
}

function endOf(content: ToolEndedEvent["result"]["content"], styles: Styles): readonly string[] {
  const { lines, left } = lastLines(content, failedLines);
  const shown = lines.map(styles.quiet);
  return left > 0 ? [styles.quiet(`[… ${left} more lines]`), ...shown] : shown;
}
