import { filled, objectOr, type JsonObject } from "@ainative-code/provider-kit";
import type { Stop, StopReason } from "@ainative-code/sdk";

const reasons: Readonly<Record<string, StopReason>> = {
  end_turn: "stop",
  stop_sequence: "stop",
  tool_use: "tool-calls",
  max_tokens: "length",
  model_context_window_exceeded: "context-window",
  refusal: "refusal",
  pause_turn: "pause",
  compaction: "pause",
};

/** The reasons after which everything that was begun is whole. */
const wholeReasons: ReadonlySet<string> = new Set(["end_turn", "stop_sequence", "tool_use", "pause_turn", "compaction"]);

/** Whether an answer with this `stop_reason` may have been cut in the middle of something; an unknown one may. */
export function isCut(stopReason: unknown): boolean {
  return typeof stopReason !== "string" || !wholeReasons.has(stopReason);
}

/** Why an answer ended: `message` has the fields of `message_delta.delta`. Some servers call an end with calls `end_turn`. */
export function stopOf(message: JsonObject, calls: boolean): Stop {
  const raw = filled(message["stop_reason"]);
  const known = raw === undefined ? "stop" : (reasons[raw] ?? "other");
  const detail = detailOf(message);
  return {
    reason: known === "stop" && calls ? "tool-calls" : known,
    ...(raw === undefined ? {} : { raw }),
    ...(detail === undefined ? {} : { detail }),
  };
}

/** The stop sequence that matched; category and explanation of a refusal. */
function detailOf(message: JsonObject): JsonObject | undefined {
  const sequence = filled(message["stop_sequence"]);
  const details = objectOr(message["stop_details"]);
  if (sequence === undefined && details === undefined) return undefined;
  return { ...(sequence === undefined ? {} : { stopSequence: sequence }), ...details };
}
