import type { Failure } from "../app/failure-text.ts";
import type { Outcome } from "../core/agent/agent-event.ts";

/** Why a run did not end as it should; `undefined` where it did. */
export function failureOf(outcome: Outcome): Failure | undefined {
  if (outcome.kind === "done") return undefined;
  if (outcome.kind === "loop") return loop(outcome.calls);
  return outcome.kind === "turn-limit" ? turnLimit(outcome.limit) : outcome.error.toJSON();
}

function turnLimit(limit: number): Failure {
  return {
    code: "turn-limit",
    message: `Stopped after ${limit} ${limit === 1 ? "request" : "requests"} to the model, the limit for one prompt.`,
    retryable: false,
    actions: ["Go on: ainative-code chat --continue -p continue", "Or allow more: --max-turns N"],
  };
}

function loop(calls: readonly string[]): Failure {
  return {
    code: "loop",
    message: `Stopped: the model made the same calls (${calls.join(", ")}) with the same results over and over.`,
    retryable: false,
    actions: [
      'Say what to do instead: ainative-code chat --continue -p "..."',
      "Or allow more rounds: --set chat.loopLimit=N (0 for any)",
    ],
  };
}
