import type { AssistantMessage, Message, Part, ProviderRequest, ToolCallPart } from "@ainative-code/sdk";
import { objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import { generateRequestOf, type GenerateRequest } from "../../src/request/generate-request.ts";
import { rulesOf, type Rules } from "../../src/request/rules.ts";
import { settingsOf } from "../../src/settings.ts";

const createdAt = "2026-01-01T00:00:00.000Z";

export const user = (...parts: readonly Part[]): Message => ({ id: "u", role: "user", createdAt, parts });
export const system = (words: string): Message => ({ id: "s", role: "system", createdAt, parts: [text(words)] });
export const text = (words: string): Part => ({ type: "text", text: words });
export const image: Part = { type: "image", mediaType: "image/png", data: "AAAA" };

/** An answer of the model that is asked, or of another. */
export const answer = (parts: readonly Part[], more: Partial<AssistantMessage> = {}): AssistantMessage => ({
  id: "a",
  role: "assistant",
  createdAt,
  origin: { provider: "gemini", api: "generate-content", model: "gemini-3-pro" },
  stop: { reason: "stop" },
  parts,
  ...more,
});

export const elsewhere = { provider: "openai", api: "responses", model: "gpt-6" };

export const results = (...parts: readonly Part[]): Message => ({ id: "t", role: "tool", createdAt, parts });
export const result = (callId: string, content: readonly Part[], status: "ok" | "error" | "denied" = "ok"): Part => ({
  type: "tool-result",
  callId,
  name: "shot",
  status,
  content: content.filter((part) => part.type === "text" || part.type === "image" || part.type === "file"),
});
export const call = (id: string, more: Partial<ToolCallPart> = {}): ToolCallPart => ({
  type: "tool-call",
  id,
  name: "shot",
  input: { n: 1 },
  ...more,
});

const base: ProviderRequest = {
  model: "gemini-3-pro",
  system: [],
  messages: [user(text("hi"))],
  tools: [],
  signal: new AbortController().signal,
};

export interface Asked extends Partial<ProviderRequest> {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly rules?: Partial<Rules>;
}

/** The request made of a base with changes. */
export function made({ config, rules, ...changes }: Asked): GenerateRequest {
  const request = { ...base, ...changes };
  const settings = settingsOf({ thoughts: false, ...config });
  return generateRequestOf(request, { provider: "gemini", settings, rules: { ...rulesOf(request.model), ...rules } });
}

export const bodyOf = (changes: Asked): JsonObject => made(changes).body;

/** The contents of a body, each with its parts. */
export function contentsOf(changes: Asked): readonly JsonObject[] {
  return objectsOf(bodyOf(changes)["contents"]);
}
