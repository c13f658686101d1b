import type { AssistantMessage, Message, Part, ToolResultPart } from "@ainative-code/sdk";

const createdAt = "2026-01-01T00:00:00.000Z";

/** A message of the user's. */
export function user(...content: readonly (string | Part)[]): Message {
  const parts = content.map((each): Part => (typeof each === "string" ? { type: "text", text: each } : each));
  return { id: "user", role: "user", createdAt, parts };
}

/** What the model of the tests has answered, by that provider. */
export function answered(provider: string, ...parts: readonly Part[]): AssistantMessage {
  const api = provider === "ollama" ? "ollama-chat" : "elsewhere";
  const origin = { provider, api, model: "m" };
  return { id: "answer", role: "assistant", createdAt, origin, stop: { reason: "tool-calls" }, parts };
}

/** A call of a tool, with its id for an argument. */
export function called(id: string, native?: Readonly<Record<string, unknown>>): Part {
  return { type: "tool-call", id, name: "read", input: { path: id }, ...(native === undefined ? {} : { native }) };
}

/** The results of calls, in one message. */
export function results(...parts: readonly ToolResultPart[]): Message {
  return { id: "results", role: "tool", createdAt, parts };
}

/** The result of a call; a text that names it, unless other content is given. */
export function result(callId: string, more: Partial<ToolResultPart> = {}): ToolResultPart {
  return { type: "tool-result", callId, name: "read", status: "ok", content: [{ type: "text", text: `of ${callId}` }], ...more };
}

/** A system message inside a conversation. */
export function system(text: string): Message {
  return { id: "system", role: "system", createdAt, parts: [{ type: "text", text }] };
}
