import type { ResultEvent } from "../core/agent/agent-event.ts";
import { exitCodeOfOutcome } from "./exit-code.ts";
import type { Failure } from "../app/failure-text.ts";
import { failureOf } from "./failure-of.ts";
import { spentJson } from "./spent-json.ts";

type Json = Readonly<Record<string, unknown>>;

/** The last line of `stream-json` and the whole of `json`. */
export function resultJson(result: ResultEvent): Json {
  const { text, structured, sessionId, steps, durationMs, usage, spent, outcome } = result;
  return {
    ...ending(failureOf(outcome), exitCodeOfOutcome(outcome)),
    result: text,
    ...(structured === undefined ? {} : { structured_output: structured.value }),
    session_id: sessionId,
    num_turns: steps,
    duration_ms: Math.round(durationMs),
    usage: usage ?? null,
    ...spentJson(spent),
    ...errorMember(failureOf(outcome)),
  };
}

/** The same of a run that failed before it began. */
export function notBegunJson(failure: Failure, exitCode: number): Json {
  const nothing = { result: "", session_id: null, num_turns: 0, duration_ms: 0, usage: null, total_cost_usd: 0 };
  return { ...ending(failure, exitCode), ...nothing, ...errorMember(failure) };
}

/** `subtype` is `success` or the code of the error. */
function ending(failure: Failure | undefined, exitCode: number): Json {
  return { type: "result", subtype: failure?.code ?? "success", is_error: failure !== undefined, exit_code: exitCode };
}

function errorMember(failure: Failure | undefined): Json {
  return failure === undefined ? {} : { error: failure };
}
