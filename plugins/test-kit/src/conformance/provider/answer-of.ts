import type { AssistantMessage, Part, StreamEvent } from "@ainative-code/sdk";

/** The message that a host keeps of an answer: its closed parts, in the order they began, after a store's JSON. */
export function answerOf(events: readonly StreamEvent[]): AssistantMessage {
  const texts = new Map<number, string>();
  const refusals = new Set<number>();
  const parts = new Map<number, Part>();
  for (const event of events) {
    if (event.type === "text-start" && event.refusal === true) refusals.add(event.part);
    if (event.type === "text-delta" || event.type === "thinking-delta") {
      texts.set(event.part, (texts.get(event.part) ?? "") + event.text);
    }
    const part = partOf(event, texts, refusals);
    if (part !== undefined && "part" in event) parts.set(event.part, part);
  }
  const start = events.find((event) => event.type === "start");
  const finish = events.find((event) => event.type === "finish");
  const message: AssistantMessage = {
    id: "message-2",
    role: "assistant",
    createdAt: "2026-01-01T00:00:01.000Z",
    origin: { ...(start?.origin ?? { provider: "", api: "", model: "" }), ...finish?.origin },
    stop: finish?.stop ?? { reason: "error" },
    parts: [...parts].sort(([a], [b]) => a - b).map(([, part]) => part),
    ...(finish?.native === undefined ? {} : { native: finish.native }),
  };
  return throughJson(message);
}

function partOf(event: StreamEvent, texts: ReadonlyMap<number, string>, refusals: ReadonlySet<number>): Part | undefined {
  switch (event.type) {
    case "text-end": {
      const { type: _, part, ...rest } = event;
      return { type: "text", text: texts.get(part) ?? "", ...(refusals.has(part) ? { refusal: true } : {}), ...rest };
    }
    case "thinking-end": {
      const { type: _, part, ...rest } = event;
      return { type: "thinking", text: texts.get(part) ?? "", ...rest };
    }
    case "tool-end":
      return event.call;
    case "part":
      return event.content;
    default:
      return undefined;
  }
}

function throughJson(message: AssistantMessage): AssistantMessage {
  return JSON.parse(JSON.stringify(message)) as AssistantMessage;
}
