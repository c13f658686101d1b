import type { Stop, StopReason } from "@ainative-code/sdk";

const reasons: Readonly<Record<string, StopReason>> = {
  stop: "stop",
  end_turn: "stop",
  eos: "stop",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
  length: "length",
  max_tokens: "length",
  model_length: "context-window",
  content_filter: "content-filter",
};

/** What a `finish_reason` means. Some servers say `stop` although the answer holds calls. */
export function chatStopOf(raw: string, answer: { readonly calls: boolean; readonly refused: boolean }): Stop {
  const reason = reasons[raw] ?? "other";
  if (reason === "stop" && answer.calls) return { reason: "tool-calls", raw };
  if (reason === "stop" && answer.refused) return { reason: "refusal", raw };
  return { reason, raw };
}
