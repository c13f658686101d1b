import type { AssistantMessage, Message, Part, ToolCallPart, ToolMessage, ToolResultPart } from "@ainative-code/sdk";
import { commonToolIds, toolIdMap, type ToolIdRule } from "./tool-id.ts";

/** Where a conversation is about to be sent. */
export interface HandOffTarget {
  readonly provider: string;
  readonly api: string;
  readonly model: string;
  readonly toolIds?: ToolIdRule;
}

/**
 * The conversation as it may be sent to a target. Native data goes back only to the endpoint and model it came from;
 * elsewhere thinking and opaque parts are dropped and tool ids rewritten. Of an answer that was cut short only the text
 * stays. Each answer with calls is followed by one message with exactly one result per call, in the order of the calls;
 * a call that has none gets the result that it was not run. Answers and results with nothing left are dropped.
 */
export function handOff(messages: readonly Message[], target: HandOffTarget): readonly Message[] {
  const kept = messages.map((message) => (message.role === "assistant" ? keptOf(message, target) : message));
  const ownMessages = messages.filter((message) => message.role === "assistant" && isSameOrigin(message, target));
  const own = new Set(ownMessages.flatMap(callIdsOf));
  const { isValid, make } = target.toolIds ?? commonToolIds;
  return rewriteIds(pairResults(kept), { isValid: (id) => own.has(id) || isValid(id), make });
}

const cutReasons: ReadonlySet<string> = new Set(["interrupted", "aborted", "error"]);

function keptOf(message: AssistantMessage, target: HandOffTarget): AssistantMessage {
  if (cutReasons.has(message.stop.reason)) return withParts(message, message.parts.filter(isText).map(withoutNative));
  if (isSameOrigin(message, target)) return message;
  const parts = message.parts.filter((part) => part.type !== "thinking" && part.type !== "opaque" && !isVendorsOwn(part));
  return withParts(message, parts.map(withoutNative));
}

function isSameOrigin({ origin }: AssistantMessage, { provider, api, model }: HandOffTarget): boolean {
  return origin.provider === provider && origin.api === api && origin.model === model;
}

function isText(part: Part): boolean {
  return part.type === "text" && part.text !== "";
}

/** A tool the vendor ran itself, and its result: nobody else can go on from them. */
function isVendorsOwn(part: Part): boolean {
  return part.type === "tool-result" || (part.type === "tool-call" && part.providerExecuted === true);
}

function withoutNative(part: Part): Part {
  if (!("native" in part) || part.type === "opaque") return part;
  const { native: _, ...rest } = part;
  return rest;
}

function withParts(message: AssistantMessage, parts: readonly Part[]): AssistantMessage {
  const { native: _, ...rest } = message;
  return { ...rest, parts };
}

/** Puts the results right behind the answer that made the calls. */
function pairResults(messages: readonly Message[]): readonly Message[] {
  const results = new Map<string, ToolResultPart>();
  for (const message of messages) {
    if (message.role !== "tool") continue;
    for (const part of message.parts) if (part.type === "tool-result") results.set(part.callId, part);
  }
  return messages.flatMap((message): readonly Message[] => {
    if (message.role === "tool") return [];
    if (message.role !== "assistant") return [message];
    if (message.parts.length === 0) return [];
    const calls = message.parts.filter((part) => part.type === "tool-call" && part.providerExecuted !== true);
    return calls.length === 0 ? [message] : [message, resultsOf(message, calls.filter(isCall), results)];
  });
}

function isCall(part: Part): part is ToolCallPart {
  return part.type === "tool-call";
}

function resultsOf(
  message: AssistantMessage,
  calls: readonly ToolCallPart[],
  results: ReadonlyMap<string, ToolResultPart>,
): ToolMessage {
  return {
    role: "tool",
    id: `${message.id}-results`,
    createdAt: message.createdAt,
    parts: calls.map((call) => results.get(call.id) ?? notRun(call)),
  };
}

function notRun({ id, name }: ToolCallPart): ToolResultPart {
  const text = "This call was not run: the turn was ended before it.";
  return { type: "tool-result", callId: id, name, status: "error", content: [{ type: "text", text }] };
}

function rewriteIds(messages: readonly Message[], rule: ToolIdRule): readonly Message[] {
  const ids = messages.flatMap(callIdsOf);
  if (ids.every(rule.isValid)) return messages;
  const idOf = toolIdMap(ids, rule);
  return messages.map((message) => ({ ...message, parts: message.parts.map((part) => withId(part, idOf)) }));
}

function callIdsOf({ parts }: Message): readonly string[] {
  return parts.flatMap((part) => (part.type === "tool-call" ? [part.id] : []));
}

function withId(part: Part, idOf: (id: string) => string): Part {
  if (part.type === "tool-call") return { ...part, id: idOf(part.id) };
  return part.type === "tool-result" ? { ...part, callId: idOf(part.callId) } : part;
}
