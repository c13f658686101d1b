import type { AssistantMessage, Message, ToolMessage, UserMessage } from "@ainative-code/sdk";
import type { ToolExecution } from "../../../src/core/sessions/store.ts";

export const when = "2026-03-01T10:00:00.000Z";

export function prompt(text: string, id = `prompt-${text.slice(0, 20)}`): UserMessage {
  return { role: "user", id, createdAt: when, parts: [{ type: "text", text }] };
}

/** Base64 of so many bytes, different for each `seed`. */
export function base64(bytes: number, seed: number): string {
  return Buffer.from(Uint8Array.from({ length: bytes }, (_, i) => (i * 31 + seed * 7) & 0xff)).toString("base64");
}

/** Everything the contract has, and strings that a careless store would change. */
export const richAnswer: AssistantMessage = {
  role: "assistant",
  id: "answer-1",
  createdAt: when,
  origin: { provider: "openai", api: "responses", model: "m", responseId: "resp_1" },
  stop: { reason: "tool-calls", raw: "tool_use", detail: { zebra: 1, alpha: [null, true, 1.5e300, -0.1] } },
  usage: {
    input: { total: 3, fresh: 1, cacheRead: 2, cacheWrite: 0 },
    output: { total: 9, thinking: 4 },
    raw: { "10": "b", "9": "a" },
  },
  cost: { usd: 0.000123, basis: "estimated" },
  timings: { start: 1, firstToken: 2, end: 3 },
  warnings: ["w"],
  native: {
    signature: "\u0000\ud800 lone, \u2028, 😀, \"quotes\" and \\",
    ["__proto__"]: { polluted: true },
    nested: { data: { sha256: "not a reference" } },
  },
  parts: [
    { type: "thinking", text: "", redacted: true, native: { encrypted: "gAAAA==", id: "rs_1" } },
    {
      type: "text",
      text: "the needle is here",
      citations: [{ url: "https://x.test", start: 0, end: 3, native: { data: "b64" } }],
    },
    {
      type: "tool-call",
      id: "call-1",
      name: "read",
      input: { path: "a.txt" },
      inputText: "{ \"path\":\"a.txt\"}",
      native: { id: "fc_1" },
    },
    { type: "opaque", kind: "anthropic.compaction", native: { data: "x".repeat(6000), type: "image" } },
  ],
};

export function results(image: string): ToolMessage {
  return {
    role: "tool",
    id: "results-1",
    createdAt: when,
    parts: [{
      type: "tool-result",
      callId: "call-1",
      name: "read",
      status: "ok",
      content: [{ type: "text", text: "haystack" }, { type: "image", data: image, mediaType: "image/png" }],
      native: { data: { sha256: "neither" } },
    }],
  };
}

export function withFile(data: string, id = "file"): Message {
  return { role: "user", id, createdAt: when, parts: [{ type: "file", name: "a.pdf", data, mediaType: "application/pdf" }] };
}

export const execution: ToolExecution = {
  call: { type: "tool-call", id: "call-1", name: "read", input: { path: "a.txt" } },
  result: {
    type: "tool-result",
    callId: "call-1",
    name: "read",
    status: "denied",
    content: [{ type: "image", mediaType: "image/png", data: base64(5000, 3) }],
  },
  decidedBy: "mode:plan",
  startedAt: when,
  durationMs: 12.5,
};
