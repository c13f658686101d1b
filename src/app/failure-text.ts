import type { ErrorJson } from "@ainative-code/sdk";
import { printable } from "./printable.ts";

/**
 * An error as people and programs are told of it. `turn-limit`, `loop` and `usage` have an exit code and are no code of
 * the contract.
 */
export type Failure = Omit<ErrorJson, "code"> & { readonly code: ErrorJson["code"] | "turn-limit" | "loop" | "usage" };

/**
 * For a person: what happened, then what to do next, each on a line of its own. Text of servers may be in either, so
 * both are made harmless for a terminal.
 */
export function failureText({ code, message, requestId, actions }: Failure): string {
  // Whoever stopped it knows that nothing went wrong.
  const lead = code === "cancelled" ? "" : "Error: ";
  const id = requestId === undefined ? "" : ` (request ${requestId})`;
  return `${[`${lead}${message}${id}`, ...nextSteps(actions)].map(printable).join("\n")}\n`;
}

/** `Try: ` stands before the first one, unless that begins with these words itself; the others are set below it. */
function nextSteps(actions: readonly string[]): readonly string[] {
  const [first, ...others] = actions;
  if (first === undefined) return [];
  const label = /^(try|or|wait)\b/i.test(first) ? "" : "Try: ";
  return [`${label}${first}`, ...others.map((action) => `${" ".repeat(label.length)}${action}`)];
}
