import type { AssistantMessage, Message, Part, ProviderRequest, TextPart, ToolMessage } from "@ainative-code/sdk";
import { handOff } from "../history/hand-off.ts";
import { filled, isObject, objectOr, type JsonObject } from "../json.ts";
import { callArgumentsOf } from "./call-arguments.ts";
import { textsOf } from "./chat-content.ts";
import { joinWrappers } from "./parallel-wrapper.ts";
import { responsesContentOf, responsesOutputOf } from "./responses-content.ts";

/** The name of this wire format in an answer's origin. */
export const responsesApi = "responses";

/** The `input` of a Responses request: the conversation as items, those of the same endpoint and model unchanged. */
export function responsesInputOf(request: ProviderRequest, provider: string): readonly JsonObject[] {
  const history = joinWrappers(handOff(request.messages, { provider, api: responsesApi, model: request.model }));
  const customCalls = new Set(history.flatMap(({ parts }) => parts.flatMap((part) => (isCustomCall(part) ? [part.id] : []))));
  return history.flatMap((message) => itemsOf(message, customCalls));
}

function isCustomCall(part: Part): part is Part & { readonly type: "tool-call" } {
  return part.type === "tool-call" && objectOr(part.native?.["item"])?.["type"] === "custom_tool_call";
}

function itemsOf(message: Message, customCalls: ReadonlySet<string>): readonly JsonObject[] {
  switch (message.role) {
    case "system":
      return [{ role: "developer", content: textsOf(message.parts) }];
    case "user":
      return message.parts.length === 0 ? [] : [{ role: "user", content: responsesContentOf(message.parts) }];
    case "assistant":
      return withoutLooseReasoning(answerItemsOf(message));
    case "tool":
      return outputsOf(message, customCalls);
  }
}

function answerItemsOf({ parts }: AssistantMessage): readonly JsonObject[] {
  const items: JsonObject[] = [];
  let group: unknown;
  for (const part of parts) {
    const item = itemOf(part);
    const joins = part.type === "text" && part.native !== undefined && part.native["group"] === group && items.length > 0;
    group = part.type === "text" ? part.native?.["group"] : undefined;
    if (item === undefined) continue;
    if (joins) items.push(joinedMessage(items.pop(), item));
    else items.push(item);
  }
  return items;
}

function itemOf(part: Part): JsonObject | undefined {
  switch (part.type) {
    case "text":
      return messageOf(part);
    case "thinking": {
      const item = objectOr(part.native?.["item"]);
      return filled(item?.["encrypted_content"]) === undefined ? undefined : item;
    }
    case "tool-call": {
      const item = objectOr(part.native?.["item"]) ?? { type: "function_call", call_id: part.id, name: part.name };
      if (item["type"] === "custom_tool_call") return { ...item, input: part.inputText ?? "" };
      return { ...item, arguments: callArgumentsOf(part) };
    }
    case "opaque":
      return objectOr(part.native["item"]);
    default:
      return undefined;
  }
}

function messageOf({ text, refusal, native }: TextPart): JsonObject {
  const content = objectOr(native?.["content"]) ?? { type: refusal === true ? "refusal" : "output_text" };
  const item = objectOr(native?.["item"]) ?? { type: "message", role: "assistant" };
  return { ...item, content: [{ [content["type"] === "refusal" ? "refusal" : "text"]: text, ...content }] };
}

/** Two texts of one message item. */
function joinedMessage(first: JsonObject | undefined, second: JsonObject): JsonObject {
  const contents = [first, second].flatMap((item) => (Array.isArray(item?.["content"]) ? item["content"].filter(isObject) : []));
  return { ...second, content: contents };
}

/** A reasoning item is refused without the item it led to. */
function withoutLooseReasoning(items: readonly JsonObject[]): readonly JsonObject[] {
  const last = items.findLastIndex(({ type }) => type !== "reasoning");
  return items.slice(0, last + 1);
}

function outputsOf({ parts }: ToolMessage, customCalls: ReadonlySet<string>): readonly JsonObject[] {
  return parts.flatMap((part) => {
    if (part.type !== "tool-result") return [];
    const type = customCalls.has(part.callId) ? "custom_tool_call_output" : "function_call_output";
    return [{ type, call_id: part.callId, output: responsesOutputOf(part) }];
  });
}
