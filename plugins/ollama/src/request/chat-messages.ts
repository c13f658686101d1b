import type { Known, Message, ProviderRequest, ToolMessage } from "@ainative-code/sdk";
import { handOff, type JsonObject } from "@ainative-code/provider-kit";
import { assistantOf } from "./assistant-message.ts";
import { callIdsOf } from "./call-ids.ts";
import { contentOf, textsOf, type SentContent } from "./content.ts";
import { spokenTools } from "./spoken-tools.ts";

/** The name of this wire format in an answer's origin. */
export const chatApi = "ollama-chat";

export interface SentMessages {
  readonly messages: readonly JsonObject[];
  /** Images and files that could not be sent. */
  readonly left: number;
}

export interface MessageRules {
  readonly provider: string;
  /** The model sees images. */
  readonly vision: Known;
  /** The model knows of tools. */
  readonly tools: Known;
}

/** The `messages` of a chat request. System messages inside the conversation join the one at its head. */
export function chatMessagesOf(request: ProviderRequest, rules: MessageRules): SentMessages {
  const history = handOff(request.messages, { provider: rules.provider, api: chatApi, model: request.model });
  const spoken = rules.tools === false ? spokenTools(history) : history;
  const late = spoken.filter(({ role }) => role === "system").map(({ parts }) => textsOf(parts));
  const system = [...request.system, ...late].filter((text) => text !== "").join("\n\n");
  const idOf = callIdsOf(spoken);
  const sent = spoken.flatMap((message) => messagesOf(message, rules, idOf));
  return {
    messages: [...(system === "" ? [] : [{ role: "system", content: system }]), ...sent.map(({ message }) => message)],
    left: sent.reduce((sum, { left }) => sum + left, 0),
  };
}

interface Sent {
  readonly message: JsonObject;
  readonly left: number;
}

type IdOf = ReturnType<typeof callIdsOf>;

function messagesOf(message: Message, rules: MessageRules, idOf: IdOf): readonly Sent[] {
  switch (message.role) {
    case "system":
      return [];
    case "user":
      return message.parts.length === 0 ? [] : [userOf(contentOf(message.parts, rules.vision))];
    case "assistant": {
      const sent = assistantOf(message.parts);
      return sent === undefined ? [] : [{ message: sent, left: 0 }];
    }
    case "tool":
      return resultsOf(message, rules, idOf);
  }
}

function userOf({ text, images, left }: SentContent): Sent {
  return { message: { role: "user", content: text, ...(images.length === 0 ? {} : { images }) }, left };
}

/** A result can hold text only for most models: its images follow, as the user's, behind all results of the step. */
function resultsOf({ parts }: ToolMessage, { vision }: MessageRules, idOf: IdOf): readonly Sent[] {
  const results = parts.filter((part) => part.type === "tool-result");
  const sent = results.map(({ callId, name, content, status }): Sent => {
    const { text, images, left } = contentOf(content, vision);
    const id = idOf(callId);
    const silent = status === "ok" ? "(no output)" : "(failed without output)";
    const told = text === "" && images.length > 0 ? "(an image: see below)" : text || silent;
    return { message: { role: "tool", content: told, tool_name: name, ...(id === undefined ? {} : { tool_call_id: id }) }, left };
  });
  const pictures = results.flatMap(({ name, content }) => {
    const { images } = contentOf(content, vision);
    return images.length === 0 ? [] : [userOf({ text: `From the result of ${name}:`, images, left: 0 })];
  });
  return [...sent, ...pictures];
}
