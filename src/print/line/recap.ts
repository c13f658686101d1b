import type { Message } from "@ainative-code/sdk";
import { printable } from "../../app/printable.ts";
import { todosOf } from "../../app/todo-list.ts";
import type { Styles } from "./styles.ts";
import { todoLines } from "./todo-lines.ts";

/** Lines of the last answer that are shown again. */
const maxLines = 12;

/** Where a conversation was left: its title, the last prompt, the end of the last answer, and what is still to be done. */
export function recap(messages: readonly Message[], title: string, styles: Styles): string {
  const prompt = lastText(messages, "user");
  const answer = lastText(messages, "assistant").split("\n");
  const left = answer.length - maxLines;
  const lines = [
    styles.strong(printable(title)),
    ...(left > 0 ? [styles.quiet(`[… ${left} more lines]`)] : []),
    ...answer.slice(-maxLines).map(printable),
    ...openTodos(messages, styles),
  ];
  const asked = prompt === "" ? [] : [styles.quiet(`> ${printable(prompt.split("\n", 1)[0] ?? "")}`)];
  return `${[...lines.slice(0, 1), ...asked, ...lines.slice(1)].filter((line) => line !== "").join("\n")}\n`;
}

function openTodos(messages: readonly Message[], styles: Styles): readonly string[] {
  const todos = todosOf(messages);
  return todos.some(({ status }) => status !== "done") ? todoLines(todos, styles) : [];
}

function lastText(messages: readonly Message[], role: Message["role"]): string {
  const message = messages.findLast((one) => one.role === role && one.parts.some(({ type }) => type === "text"));
  return (message?.parts ?? []).map((part) => (part.type === "text" ? part.text : "")).join("").trim();
}
