import type { Part } from "@ainative-code/sdk";
import type { AgentEvent, Outcome } from "./agent-event.ts";

/** Makes room in a conversation. Both tell what they do, and may throw `AinError`. */
export interface Compaction {
  /** At the border of two turns, where these parts are about to be said. */
  beforePrompt(prompt: readonly Part[], signal: AbortSignal): AsyncGenerator<AgentEvent, void>;
  /** After a request that was too long: whether another one is worth it. Throws `context-overflow` where nothing helps any more. */
  afterOverflow(signal: AbortSignal): AsyncGenerator<AgentEvent, boolean>;
}

export function isOverflow(outcome: Outcome): boolean {
  return outcome.kind === "failed" && outcome.error.code === "context-overflow";
}
