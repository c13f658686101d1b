import type { Part, TextPart, ThinkingPart, ToolCallPart } from "@ainative-code/sdk";
import type { JsonObject } from "../json.ts";
import { callArgumentsOf } from "./call-arguments.ts";

/** An assistant's message as the server wrote it; `undefined` where nothing is left of it. */
export function chatAssistantOf(parts: readonly Part[], echoThinking: boolean): JsonObject | undefined {
  const texts = parts.filter((part) => part.type === "text");
  const calls = parts.filter((part) => part.type === "tool-call" && part.providerExecuted !== true);
  const thoughts = echoThinking ? parts.filter((part) => part.type === "thinking") : [];
  if (texts.length === 0 && calls.length === 0) return undefined;
  return {
    role: "assistant",
    content: contentOf(texts, thoughts),
    ...refusalOf(texts),
    ...thinkingOf(thoughts),
    ...(echoThinking ? detailsOf(parts) : {}),
    ...(calls.length === 0 ? {} : { tool_calls: calls.flatMap((part) => (part.type === "tool-call" ? [callOf(part)] : [])) }),
  };
}

function contentOf(texts: readonly TextPart[], thoughts: readonly ThinkingPart[]): unknown {
  const said = texts.filter(({ refusal }) => refusal !== true).map(({ text }) => text);
  const typed = thoughts.filter(({ native }) => native?.["field"] === "content");
  if (typed.length === 0) return said.length === 0 ? null : said.join("");
  return [
    ...typed.map(({ text }) => ({ type: "thinking", thinking: [{ type: "text", text }] })),
    ...(said.length === 0 ? [] : [{ type: "text", text: said.join("") }]),
  ];
}

function refusalOf(texts: readonly TextPart[]): JsonObject {
  const refusal = texts.filter((part) => part.refusal === true).map(({ text }) => text);
  return refusal.length === 0 ? {} : { refusal: refusal.join("") };
}

function thinkingOf(thoughts: readonly ThinkingPart[]): JsonObject {
  const fields: Record<string, string> = {};
  for (const { text, native } of thoughts) {
    const field = native?.["field"];
    if (field === "reasoning_content" || field === "reasoning") fields[field] = (fields[field] ?? "") + text;
  }
  return fields;
}

function detailsOf(parts: readonly Part[]): JsonObject {
  const part = parts.find((each) => each.type === "opaque" && each.kind === "openai.reasoning_details");
  return part?.type === "opaque" ? part.native : {};
}

function callOf(call: ToolCallPart): JsonObject {
  const extra = call.native?.["extra_content"];
  return {
    id: call.id,
    type: "function",
    function: { name: call.name, arguments: callArgumentsOf(call) },
    ...(extra === undefined ? {} : { extra_content: extra }),
  };
}
