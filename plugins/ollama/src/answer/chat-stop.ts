import type { Stop, StopReason } from "@ainative-code/sdk";

const reasons: Readonly<Record<string, StopReason>> = { stop: "stop", length: "length", tool_calls: "tool-calls" };

/** What a `done_reason` means. It is `stop` for calls too; old servers leave it out, and `load` answers nothing. */
export function chatStopOf(raw: string | undefined, calls: boolean): Stop {
  const reason = raw === undefined ? "stop" : (reasons[raw] ?? "other");
  return { reason: reason === "stop" && calls ? "tool-calls" : reason, ...(raw === undefined ? {} : { raw }) };
}
