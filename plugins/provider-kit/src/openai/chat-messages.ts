import type { AssistantMessage, Message, Part, ProviderRequest, ToolMessage, ToolResultPart } from "@ainative-code/sdk";
import { handOff } from "../history/hand-off.ts";
import type { JsonObject } from "../json.ts";
import { chatAssistantOf } from "./chat-assistant.ts";
import type { ChatDialect } from "./chat-dialect.ts";
import { chatContentOf, textsOf } from "./chat-content.ts";
import { joinWrappers } from "./parallel-wrapper.ts";

/** The name of this wire format in an answer's origin. */
export const chatApi = "chat-completions";

/** The `messages` of a Chat Completions request. */
export function chatMessagesOf(request: ProviderRequest, dialect: ChatDialect, provider: string): readonly JsonObject[] {
  const target = { provider, api: chatApi, model: request.model, toolIds: dialect.toolIds };
  const history = joinWrappers(handOff(request.messages, target));
  const inPlace = dialect.systemAnywhere ? history : history.filter(({ role }) => role !== "system");
  const late = dialect.systemAnywhere ? [] : history.filter(({ role }) => role === "system").map(({ parts }) => textsOf(parts));
  const system = [...request.system, ...late].join("\n\n");
  return [
    ...(system === "" ? [] : [{ role: "system", content: system }]),
    ...inPlace.flatMap((message) => messagesOf(message, dialect)),
  ];
}

function messagesOf(message: Message, dialect: ChatDialect): readonly JsonObject[] {
  switch (message.role) {
    case "system":
      return [{ role: "system", content: textsOf(message.parts) }];
    case "user":
      return message.parts.length === 0 ? [] : [{ role: "user", content: chatContentOf(message.parts) }];
    case "assistant":
      return assistantOf(message, dialect);
    case "tool":
      return resultsOf(message);
  }
}

function assistantOf(message: AssistantMessage, dialect: ChatDialect): readonly JsonObject[] {
  const sent = chatAssistantOf(message.parts, dialect.echoThinking);
  return sent === undefined ? [] : [sent];
}

/** A result can hold text only: its images and files follow, as the user's, behind all results of the step. */
function resultsOf({ parts }: ToolMessage): readonly JsonObject[] {
  const results = parts.filter((part) => part.type === "tool-result");
  const media = results.flatMap((result) => mediaOf(result));
  return [
    ...results.map((result) => ({ role: "tool", tool_call_id: result.callId, content: resultText(result) })),
    ...(media.length === 0 ? [] : [{ role: "user", content: chatContentOf(media) }]),
  ];
}

function mediaOf({ name, content }: ToolResultPart): readonly Part[] {
  const media = content.filter(({ type }) => type !== "text");
  return media.length === 0 ? [] : [{ type: "text", text: `From the result of ${name}:` }, ...media];
}

function resultText({ content, status }: ToolResultPart): string {
  const pieces = content.map((part) => (part.type === "text" ? part.text : `[${part.type}: see below]`));
  const text = pieces.join("\n");
  if (text !== "") return text;
  return status === "ok" ? "(no output)" : "(failed without output)";
}
