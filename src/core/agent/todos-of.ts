import type { Message } from "@ainative-code/sdk";
import { keptParts } from "./kept-parts.ts";

/** One thing that is to be done, as the model keeps it. */
export interface Todo {
  readonly text: string;
  readonly status: "pending" | "in-progress" | "done";
}

/** The list of a conversation as it was last written, also where that was summed up since. */
export function todosOf(messages: readonly Message[]): readonly Todo[] {
  const kept = keptParts(messages).findLast(({ text }) => text.includes('"items"'))?.text ?? "";
  try {
    const value: unknown = JSON.parse(kept.slice(kept.indexOf("\n") + 1));
    return typeof value === "object" && value !== null && "items" in value ? readTodos(value.items) : [];
  } catch {
    return [];
  }
}

/** Those that are of the form; a result of a tool may hold anything. */
export function readTodos(value: unknown): readonly Todo[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): readonly Todo[] => {
    if (typeof one !== "object" || one === null || !("text" in one) || !("status" in one) || typeof one.text !== "string") {
      return [];
    }
    const { text, status } = one;
    return status === "pending" || status === "in-progress" || status === "done" ? [{ text, status }] : [];
  });
}
