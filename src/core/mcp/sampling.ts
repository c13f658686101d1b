import type { Message, Part } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";
import { contentParts } from "./result-parts.ts";

/** What a server wants to ask the model. */
export interface SamplingRequest {
  readonly system: string | undefined;
  readonly messages: readonly { readonly role: "user" | "assistant"; readonly parts: readonly Part[] }[];
  readonly maxTokens: number;
}

/** Tokens that a server gets at most. */
const mostTokens = 8192;

export function samplingOf({ systemPrompt, messages, maxTokens }: Readonly<Record<string, unknown>>): SamplingRequest {
  const list = Array.isArray(messages) ? messages.slice(0, 200) : [];
  return {
    system: typeof systemPrompt === "string" && systemPrompt !== "" ? systemPrompt : undefined,
    maxTokens: typeof maxTokens === "number" && maxTokens >= 1 ? Math.min(Math.floor(maxTokens), mostTokens) : mostTokens,
    messages: list.flatMap((one: unknown) => {
      if (!isRecord(one)) return [];
      const content = Array.isArray(one["content"]) ? one["content"] : [one["content"]];
      return [{ role: one["role"] === "assistant" ? "assistant" : "user", parts: contentParts(content) } as const];
    }),
  };
}

/** All of it as words of one person: whatever the server has put into the mouth of the model was not said by it. */
export function samplingText({ messages }: SamplingRequest): string {
  const several = messages.length > 1;
  return messages
    .map(({ role, parts }) => {
      const text = parts.map((part) => (part.type === "text" ? part.text : `[${part.type}]`)).join("\n");
      return several ? `${role}: ${text}` : text;
    })
    .join("\n\n");
}

/** The question as one message, images and files behind its text. */
export function samplingMessage(request: SamplingRequest, id: string, createdAt: string): Message {
  const media = request.messages.flatMap(({ parts }) => parts.filter((part) => part.type === "image" || part.type === "file"));
  return { id, createdAt, role: "user", parts: [{ type: "text", text: samplingText(request) }, ...media] };
}
