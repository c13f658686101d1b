import type { AssistantMessage, Message, ProviderRequest } from "@ainative-code/sdk";
import { handOff, type JsonObject } from "@ainative-code/provider-kit";
import { assistantBlocksOf } from "./assistant-blocks.ts";
import type { Rules } from "./rules.ts";
import { withoutLooseServerCalls } from "./server-calls.ts";
import { resultBlocksOf, userBlocksOf } from "./user-blocks.ts";
import type { WireMessage } from "./wire-message.ts";

/** The name of this wire format in an answer's origin. */
export const messagesApi = "messages";

export interface Conversation {
  readonly messages: readonly WireMessage[];
  /** Instructions from inside the conversation that this model takes only in front of it. */
  readonly instructions: readonly string[];
}

interface Target {
  readonly provider: string;
  readonly rules: Rules;
  /** See `BlockOptions`. */
  readonly unsigned: boolean;
}

/** The conversation as the vendor takes it: user and assistant by turns, beginning with the user. */
export function conversationOf(request: ProviderRequest, target: Target): Conversation {
  const { model } = request;
  const history = handOff(request.messages, { provider: target.provider, api: messagesApi, model });
  const messages: WireMessage[] = [];
  const instructions: string[] = [];
  for (const [index, message] of history.entries()) {
    if (message.role !== "system") {
      add(messages, wireOf(message, target, model));
      continue;
    }
    const content = userBlocksOf(message.parts.filter((part) => part.type === "text"));
    const follows = messages.at(-1)?.role === "user" && (history[index + 1]?.role ?? "assistant") === "assistant";
    if (target.rules.systemInside && follows) add(messages, { role: "system", content });
    else instructions.push(...content.map((block) => String(block["text"])));
  }
  return { messages: withoutLooseServerCalls(begunByUser(messages)), instructions };
}

function wireOf(message: Exclude<Message, { readonly role: "system" }>, target: Target, model: string): WireMessage {
  switch (message.role) {
    case "user":
      return { role: "user", content: userBlocksOf(message.parts) };
    case "tool":
      return { role: "user", content: resultBlocksOf(message) };
    case "assistant":
      return { role: "assistant", content: answerBlocksOf(message, target, model) };
  }
}

function answerBlocksOf({ origin, parts }: AssistantMessage, target: Target, model: string): readonly JsonObject[] {
  const { provider, rules, unsigned } = target;
  const isOwn = origin.provider === provider && origin.api === messagesApi && origin.model === model;
  return assistantBlocksOf(parts, { isOwn, rules, unsigned });
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
  return [{ role: "user", content: [{ type: "text", text: "(The beginning of the conversation is left out.)" }] }, ...messages];
}
