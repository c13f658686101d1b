import type { SubAgentEvent } from "../agent/agent-event.ts";

/** What one call runs in. */
export interface ExecutionOptions {
  readonly sessionId: string;
  readonly signal: AbortSignal;
  readonly onOutput: (text: string) => void;
  /** Hears what sub-agents do that the call has started. */
  readonly onEvent?: (event: SubAgentEvent) => void;
}
