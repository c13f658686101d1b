import { filled, objectOr, type JsonObject } from "@ainative-code/provider-kit";
import type { Stop, StopReason } from "@ainative-code/sdk";

const reasons: Readonly<Record<string, StopReason>> = {
  end_turn: "stop",
  stop_sequence: "stop",
  tool_use: "tool-calls",
  max_tokens: "length",
  model_context_window_exceeded: "context-window",
  guardrail_intervened: "content-filter",
  content_filtered: "content-filter",
  malformed_tool_use: "malformed-tool-call",
  malformed_model_output: "malformed-tool-call",
  refusal: "refusal",
  pause_turn: "pause",
};

/** The reasons after which everything that was begun is whole. */
const wholeReasons: ReadonlySet<unknown> = new Set(["end_turn", "stop_sequence", "tool_use", "pause_turn"]);

/** Whether an answer with this `messageStop` may have been cut in the middle of something; an unknown reason may. */
export function isCut({ stopReason }: JsonObject): boolean {
  return !wholeReasons.has(stopReason);
}

/** Why an answer ended. Some models call an end with calls `end_turn`. */
export function stopOf({ stopReason, additionalModelResponseFields }: JsonObject, calls: boolean): Stop {
  const raw = filled(stopReason);
  const known = raw === undefined ? "other" : (reasons[raw] ?? "other");
  const detail = objectOr(additionalModelResponseFields);
  return {
    reason: known === "stop" && calls ? "tool-calls" : known,
    ...(raw === undefined ? {} : { raw }),
    ...(detail === undefined ? {} : { detail }),
  };
}
