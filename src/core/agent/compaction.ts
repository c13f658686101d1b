import type { Part } from "@ainative-code/sdk";
import type { AgentEvent, Outcome } from "./agent-event.ts";

/** Makes room in a conversation. Both tell what they do, and may throw `AinError`. */
export interface Compaction {
  /** At the border of two turns, where these parts are about to be said. */
  beforePrompt(prompt: readonly Part[], signal: AbortSignal): AsyncGenerator<AgentEvent, void>;
  /**
   * After a request that ended so: whether what it was refused for is gone, and another one is worth it. Throws
   * `context-overflow` where it was too long and nothing helps any more.
   */
  afterRefusal(outcome: Outcome, signal: AbortSignal): AsyncGenerator<AgentEvent, boolean>;
}
