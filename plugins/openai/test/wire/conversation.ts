import type { AssistantMessage, Message, ProviderRequest } from "@ainative-code/sdk";

const createdAt = "2026-01-01T00:00:00.000Z";

const reasoning = { id: "rs_1", type: "reasoning", summary: [], encrypted_content: "gAAAA" };

/** What the model of an API has said before: it thought, spoke and called a tool. */
function answer(api: string): AssistantMessage {
  const own = api === "responses";
  return {
    role: "assistant",
    id: "a",
    createdAt,
    origin: { provider: "openai", api, model: "gpt-5.4" },
    stop: { reason: "tool-calls" },
    parts: [
      { type: "thinking", text: "Hm.", native: own ? { item: reasoning } : { field: "reasoning_content" } },
      { type: "text", text: "Looking." },
      { type: "tool-call", id: "call_1", name: "shot", input: { n: 1 }, inputText: '{"n":1}' },
    ],
  };
}

const first: Message = {
  role: "user",
  id: "u",
  createdAt,
  parts: [
    { type: "text", text: "Look." },
    { type: "image", mediaType: "image/png", data: "AAAA" },
    { type: "file", mediaType: "application/pdf", name: "a.pdf", data: "BBBB" },
  ],
};

const result: Message = {
  role: "tool",
  id: "t",
  createdAt,
  parts: [
    {
      type: "tool-result",
      callId: "call_1",
      name: "shot",
      status: "ok",
      content: [
        { type: "text", text: "Here." },
        { type: "image", mediaType: "image/png", data: "CCCC" },
      ],
    },
  ],
};

export const schema = { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false };

/** A request that says everything a request can say. */
export function wholeRequest(api: "responses" | "chat-completions"): ProviderRequest {
  return {
    model: "gpt-5.4",
    system: ["Be brief."],
    messages: [first, answer(api), result],
    tools: [{ name: "shot", description: "Takes a picture.", input: { type: "object" } }],
    toolChoice: { tool: "shot" },
    maxOutputTokens: 500,
    temperature: 0.5,
    topP: 0.9,
    stopSequences: ["END"],
    effort: "high",
    output: { name: "answer", schema },
    cacheKey: "session-1",
    signal: new AbortController().signal,
  };
}
