import { printable } from "../../app/printable.ts";
import type { Todo } from "../../core/agent/todos-of.ts";
import type { Styles } from "./styles.ts";

const marks = { pending: "[ ]", "in-progress": "[>]", done: "[x]" } as const;

/** The list for a person; what is done is told quietly, what is being done stands out. */
export function todoLines(todos: readonly Todo[], styles: Styles): readonly string[] {
  return todos.map(({ text, status }) => {
    const line = `${marks[status]} ${printable(text).replaceAll(/\s+/g, " ")}`;
    return status === "done" ? styles.quiet(line) : status === "in-progress" ? styles.strong(line) : line;
  });
}
