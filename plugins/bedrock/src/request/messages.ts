import type { AssistantMessage, Message, ProviderRequest } from "@ainative-code/sdk";
import { commonToolIds, handOff, mistralToolIds } from "@ainative-code/provider-kit";
import { assistantBlocksOf } from "./assistant-blocks.ts";
import { DocumentNames } from "./document-names.ts";
import type { Rules } from "./rules.ts";
import { resultBlocksOf, userBlocksOf } from "./user-blocks.ts";
import type { WireMessage } from "./wire-message.ts";

/** The names of this provider and of its wire format in an answer's origin. */
export const provider = "bedrock";
export const converseApi = "converse";

export interface Conversation {
  readonly messages: readonly WireMessage[];
  /** Instructions from inside the conversation; they go in front of it. */
  readonly instructions: readonly string[];
}

/** The conversation as the vendor takes it: user and assistant by turns, beginning with the user. */
export function conversationOf({ model, messages: all }: ProviderRequest, rules: Rules): Conversation {
  const toolIds = rules.shortIds ? mistralToolIds : commonToolIds;
  const names = new DocumentNames();
  const messages: WireMessage[] = [];
  const instructions: string[] = [];
  for (const message of handOff(all, { provider, api: converseApi, model, toolIds })) {
    if (message.role === "system") instructions.push(...textsOf(message));
    else add(messages, wireOf(message, rules, model, names));
  }
  return { messages: begunByUser(messages), instructions };
}

function textsOf({ parts }: Message): readonly string[] {
  return parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
}

function wireOf(
  message: Exclude<Message, { readonly role: "system" }>,
  rules: Rules,
  model: string,
  names: DocumentNames,
): WireMessage {
  switch (message.role) {
    case "user":
      return { role: "user", content: userBlocksOf(message.parts, rules, names) };
    case "tool":
      return { role: "user", content: resultBlocksOf(message, rules, names) };
    case "assistant":
      return { role: "assistant", content: assistantBlocksOf(message.parts, { isOwn: isOwn(message, model), rules }) };
  }
}

function isOwn({ origin }: AssistantMessage, model: string): boolean {
  return origin.provider === provider && origin.api === converseApi && origin.model === model;
}

/** Puts a message behind the others; one with the role of the last goes into it, and one without content nowhere. */
function add(messages: WireMessage[], message: WireMessage): void {
  if (message.content.length === 0) return;
  const last = messages.at(-1);
  if (last?.role !== message.role) messages.push(message);
  else messages[messages.length - 1] = { role: last.role, content: [...last.content, ...message.content] };
}

function begunByUser(messages: readonly WireMessage[]): readonly WireMessage[] {
  if (messages[0]?.role !== "assistant") return messages;
  return [{ role: "user", content: [{ text: "(The beginning of the conversation is left out.)" }] }, ...messages];
}
