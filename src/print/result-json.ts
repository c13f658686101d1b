import type { AinError } from "@ainative-code/sdk";
import type { Outcome, ResultEvent } from "../core/agent/agent-event.ts";
import { exitCodeOfOutcome } from "./exit-code.ts";

/** The last line of `stream-json` and the whole of `json`. */
export function resultJson(result: ResultEvent): Readonly<Record<string, unknown>> {
  const error = errorOf(result.outcome);
  return {
    type: "result",
    subtype: subtypeOf(result.outcome),
    is_error: result.outcome.kind !== "done",
    exit_code: exitCodeOfOutcome(result.outcome),
    result: result.text,
    session_id: result.sessionId,
    num_turns: result.steps,
    duration_ms: Math.round(result.durationMs),
    usage: result.usage ?? null,
    ...(error === undefined ? {} : { error: error.toJSON() }),
  };
}

function errorOf(outcome: Outcome): AinError | undefined {
  return outcome.kind === "failed" || outcome.kind === "refused" ? outcome.error : undefined;
}

/** `success`, `turn-limit`, or the code of the error. */
function subtypeOf(outcome: Outcome): string {
  if (outcome.kind === "done") return "success";
  return outcome.kind === "turn-limit" ? "turn-limit" : outcome.error.code;
}
