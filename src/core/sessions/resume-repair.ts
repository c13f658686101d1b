import type { Message, ToolCallPart, ToolMessage, ToolResultPart } from "@ainative-code/sdk";

/** Told to the model, so that it looks before it repeats what may be done already. */
const interruptedText =
  "This call was interrupted before its result was saved. It may or may not have had an effect: check before you repeat it.";

/**
 * What must be appended to a history whose last turn was cut, so that it can be sent again: each tool call of the last
 * answer that has no result gets one with status `error`. Empty where nothing is missing. Calls the vendor runs itself
 * are left alone. A call further back cannot be answered by appending; a store whose histories were repaired before
 * each new prompt has none.
 */
export function resumeRepair(
  history: readonly Message[],
  make: {
    readonly id: () => string;
    readonly now: () => number;
    /** What is known of a call that was cut off, in place of the usual words. */
    readonly told?: (call: ToolCallPart) => string | undefined;
  },
): readonly ToolMessage[] {
  const parts = unansweredCalls(history).map((call) => interrupted(call, make.told?.(call)));
  if (parts.length === 0) return [];
  return [{ role: "tool", id: make.id(), createdAt: new Date(make.now()).toISOString(), parts }];
}

function unansweredCalls(messages: readonly Message[]): readonly ToolCallPart[] {
  const last = messages.findLastIndex(({ role }) => role !== "tool");
  const answer = messages[last];
  if (answer?.role !== "assistant") return [];
  const answered = new Set(messages.slice(last).flatMap(({ parts }) => parts).filter((part) => part.type === "tool-result")
    .map(({ callId }) => callId));
  return answer.parts.filter((part) => part.type === "tool-call")
    .filter(({ id, providerExecuted }) => providerExecuted !== true && !answered.has(id));
}

function interrupted({ id, name }: ToolCallPart, text = interruptedText): ToolResultPart {
  return { type: "tool-result", callId: id, name, status: "error", content: [{ type: "text", text }] };
}
