/**
 * Why an answer ended. `interrupted`: the connection ended without the vendor's terminal mark, so nothing in it may be
 * acted on. `continuation` is for providers that resume a long answer by themselves and never reaches a user.
 */
export const stopReasons = [
  "stop",
  "tool-calls",
  "length",
  "context-window",
  "refusal",
  "content-filter",
  "pause",
  "continuation",
  "interrupted",
  "aborted",
  "error",
  "malformed-tool-call",
  "other",
] as const;

/** One of `stopReasons`. */
export type StopReason = (typeof stopReasons)[number];

/** How an answer ended. */
export interface Stop {
  readonly reason: StopReason;
  /** The vendor's own word. */
  readonly raw?: string;
  /** Refusal category, safety ratings, the stop sequence that matched. */
  readonly detail?: Readonly<Record<string, unknown>>;
}
