import type { AssistantMessage, Message, Part, StopReason, ToolCallPart, ToolResultStatus } from "@ainative-code/sdk";
import type { AgentEvent, Outcome, ResultEvent, StreamedEvent, ToolEndedEvent } from "../../src/core/agent/agent-event.ts";
import type { Output } from "../../src/print/output.ts";

const at = "2026-01-02T03:04:05.000Z";

export const sessionEvent: AgentEvent = {
  type: "session",
  sessionId: "s-1",
  resumed: false,
  cwd: "/project",
  model: "p/m",
  permissionMode: "ask",
  tools: ["bash", "read"],
};

export const userMessage = (text: string): Message => ({ id: "u", role: "user", createdAt: at, parts: [{ type: "text", text }] });

export const answerMessage = (parts: readonly Part[], reason: StopReason = "stop"): AssistantMessage => ({
  id: "a",
  role: "assistant",
  createdAt: at,
  parts,
  origin: { provider: "p", api: "x", model: "m" },
  stop: { reason },
});

export const streamed = (event: StreamedEvent["event"]): AgentEvent => ({ type: "stream", event });

/** A text in pieces, and the message it became. */
export const says = (...pieces: readonly string[]): AgentEvent[] => [
  ...pieces.map((text) => streamed({ type: "text-delta", part: 0, text })),
  { type: "message", message: answerMessage([{ type: "text", text: pieces.join("") }]) },
];

export function call(name: string, input: ToolCallPart["input"] = {}): ToolCallPart {
  return { type: "tool-call", id: "c-1", name, input };
}

export const toolEnded = (of: ToolCallPart, status: ToolResultStatus, text: string): ToolEndedEvent => ({
  type: "tool-end",
  call: of,
  result: { type: "tool-result", callId: of.id, name: of.name, status, content: [{ type: "text", text }] },
  details: undefined,
  durationMs: 1234,
});

export const ended = (outcome: Outcome, text = ""): ResultEvent => ({
  type: "result",
  outcome,
  sessionId: "s-1",
  text,
  steps: 1,
  usage: undefined,
  durationMs: 12.6,
});

export interface Memory extends Output {
  out(): string;
  err(): string;
  /** Those to stdout. */
  readonly writes: readonly string[];
}

/** An `Output` that remembers each write. */
export function memory(): Memory {
  const writes: string[] = [];
  const errors: string[] = [];
  return {
    writes,
    stdout: (text) => void writes.push(text),
    stderr: (text) => void errors.push(text),
    out: () => writes.join(""),
    err: () => errors.join(""),
  };
}

/** As the agent gives them: one after the other, with a turn of the event loop between. */
export async function* eventsOf(...events: readonly AgentEvent[]): AsyncGenerator<AgentEvent, void> {
  for (const event of events) {
    await Promise.resolve();
    yield event;
  }
}
