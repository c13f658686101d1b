import { exitCodeOf, turnLimitExitCode } from "@ainative-code/sdk";
import type { Outcome } from "../core/agent/agent-event.ts";

/** The turn limit is no error of anybody's and has a code of its own; so has a turn that went round in circles. */
export function exitCodeOfOutcome(outcome: Outcome): number {
  if (outcome.kind === "done") return 0;
  return outcome.kind === "turn-limit" || outcome.kind === "loop" ? turnLimitExitCode : exitCodeOf(outcome.error);
}
