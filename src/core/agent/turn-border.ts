import type { Message } from "@ainative-code/sdk";

/**
 * Where the latest turn begins: at the user's message that led to all after it. What the program or the user added while
 * its calls ran belongs to it.
 */
export function latestTurn(messages: readonly Message[]): number {
  const at = messages.findLastIndex(({ role }, index) => role === "user" && !isWithin(messages, index));
  return Math.max(at, 0);
}

function isWithin(messages: readonly Message[], index: number): boolean {
  const before = messages[index - 1]?.role;
  return before === "tool" || (before === "user" && isWithin(messages, index - 1));
}
