import type { Message, TextPart } from "@ainative-code/sdk";
import { isLateRules } from "../context/late-rules.ts";

/** The tool by which the model keeps the list of what is to be done. */
const todoTool = "todo";

const todoHead = "The list of what is to be done, as it was last written:";

/** What a summary must not lose, word for word: rules that were told on the way, and the list of what is to be done. */
export function keptParts(messages: readonly Message[]): readonly TextPart[] {
  const parts = messages.flatMap((message) => message.parts);
  const rules = parts.filter((part) => isLateRules(part));
  const ran = new Set(parts.flatMap((part) => (part.type === "tool-result" && part.status === "ok" ? [part.callId] : [])));
  const todo = parts.findLast((part) => part.type === "tool-call" && part.name === todoTool && ran.has(part.id));
  const old = parts.findLast((part) => part.type === "text" && part.text.startsWith(todoHead));
  if (todo?.type === "tool-call") return [...rules, { type: "text", text: `${todoHead}\n${JSON.stringify(todo.input)}` }];
  return old?.type === "text" ? [...rules, old] : rules;
}
