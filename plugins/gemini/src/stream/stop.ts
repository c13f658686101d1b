import { filled, listOr, numberOr, type JsonObject } from "@ainative-code/provider-kit";
import type { Stop, StopReason } from "@ainative-code/sdk";

/** `finishReason`, and `promptFeedback.blockReason`. */
const reasons: Readonly<Record<string, StopReason>> = {
  STOP: "stop",
  MAX_TOKENS: "length",
  SAFETY: "content-filter",
  RECITATION: "content-filter",
  BLOCKLIST: "content-filter",
  PROHIBITED_CONTENT: "content-filter",
  SPII: "content-filter",
  IMAGE_SAFETY: "content-filter",
  IMAGE_PROHIBITED_CONTENT: "content-filter",
  IMAGE_RECITATION: "content-filter",
  IMAGE_OTHER: "content-filter",
  MALFORMED_FUNCTION_CALL: "malformed-tool-call",
  UNEXPECTED_TOOL_CALL: "malformed-tool-call",
  // a word of gateways
  FUNCTION_CALL: "tool-calls",
};

/** The `finishReason` of a candidate, once it has one that means something. */
export function finishReasonOf(candidate: JsonObject): string | undefined {
  const reason = filled(candidate["finishReason"]);
  return reason === "FINISH_REASON_UNSPECIFIED" ? undefined : reason;
}

interface Calls {
  readonly hasCalls: boolean;
  readonly hasBrokenCall: boolean;
}

/** Why an answer ended. The vendor calls an end with calls `STOP`. */
export function stopOf(raw: string, candidate: JsonObject, calls: Calls): Stop {
  const known = reasons[raw] ?? "other";
  const detail = detailOf(candidate);
  return { reason: known === "stop" ? withCalls(calls) : known, raw, ...(detail === undefined ? {} : { detail }) };
}

function withCalls({ hasCalls, hasBrokenCall }: Calls): StopReason {
  if (hasBrokenCall) return "malformed-tool-call";
  return hasCalls ? "tool-calls" : "stop";
}

/** The request itself was blocked, and there is no answer. */
export function blockedStop(blockReason: string, feedback: JsonObject): Stop {
  const { blockReasonMessage, safetyRatings } = feedback;
  const message = filled(blockReasonMessage);
  const ratings = listOr(safetyRatings);
  return {
    reason: "content-filter",
    raw: blockReason,
    detail: {
      blockReason,
      ...(message === undefined ? {} : { message }),
      ...(ratings.length === 0 ? {} : { safetyRatings: ratings }),
    },
  };
}

function detailOf(candidate: JsonObject): JsonObject | undefined {
  const message = filled(candidate["finishMessage"]);
  const safetyRatings = listOr(candidate["safetyRatings"]);
  const tokens = numberOr(candidate["tokenCount"]);
  const detail = {
    ...(message === undefined ? {} : { message }),
    ...(safetyRatings.length === 0 ? {} : { safetyRatings }),
    ...(tokens === undefined ? {} : { tokens }),
  };
  return Object.keys(detail).length === 0 ? undefined : detail;
}
