import type { Message, Native, Part, ToolCallPart, ToolResultPart } from "@ainative-code/sdk";
import { filled, isObject, objectOr, objectsOf } from "../json.ts";

const wrapperNames: ReadonlySet<string> = new Set(["multi_tool_use.parallel", "parallel"]);

/** Whether models call several tools at once by a call of this name that was never offered to them. */
export function isWrapperName(name: string, offered: ReadonlySet<string>): boolean {
  return wrapperNames.has(name) && !offered.has(name);
}

/** The calls inside such a call, numbered after its id; each remembers the whole. `undefined` where there are none. */
export function splitWrapper(wrapper: ToolCallPart): readonly ToolCallPart[] | undefined {
  const uses = objectsOf(wrapper.input["tool_uses"]);
  if (uses.length === 0) return undefined;
  return uses.map((use, index) => {
    const input = objectOr(use["parameters"]) ?? {};
    return {
      type: "tool-call",
      id: `${wrapper.id}_${index}`,
      name: (filled(use["recipient_name"]) ?? "unnamed").replace(/^functions\./, ""),
      input,
      inputText: JSON.stringify(input),
      native: { wrapper: { ...wrapper } },
    };
  });
}

/** Puts split calls and their results together again, as the vendor knows them. */
export function joinWrappers(messages: readonly Message[]): readonly Message[] {
  const wrapperOf = new Map<string, ToolCallPart>();
  for (const { parts } of messages) {
    for (const part of parts) {
      const wrapper = part.type === "tool-call" ? wrapperIn(part.native) : undefined;
      if (part.type === "tool-call" && wrapper !== undefined) wrapperOf.set(part.id, wrapper);
    }
  }
  if (wrapperOf.size === 0) return messages;
  return messages.map((message) => ({ ...message, parts: joined(message.parts, wrapperOf) }));
}

function joined(parts: readonly Part[], wrapperOf: ReadonlyMap<string, ToolCallPart>): readonly Part[] {
  const all: Part[] = [];
  const results = new Map<string, ToolResultPart[]>();
  const seen = new Set<string>();
  for (const part of parts) {
    const wrapper = wrapperOf.get(part.type === "tool-call" ? part.id : part.type === "tool-result" ? part.callId : "");
    if (wrapper === undefined) {
      all.push(part);
    } else if (part.type === "tool-result") {
      results.set(wrapper.id, [...(results.get(wrapper.id) ?? []), part]);
    } else if (!seen.has(wrapper.id)) {
      seen.add(wrapper.id);
      all.push(wrapper);
    }
  }
  return [...all, ...[...results].map(([id, group]) => joinedResult(id, group))];
}

function joinedResult(callId: string, results: readonly ToolResultPart[]): ToolResultPart {
  const heading = (result: ToolResultPart): string => `[${result.name}${result.status === "ok" ? "" : `, ${result.status}`}]`;
  return {
    type: "tool-result",
    callId,
    name: "parallel",
    status: results.every(({ status }) => status === "ok") ? "ok" : "error",
    content: results.flatMap((result) => [{ type: "text" as const, text: heading(result) }, ...result.content]),
  };
}

function wrapperIn(native: Native | undefined): ToolCallPart | undefined {
  const wrapper = native?.["wrapper"];
  if (!isObject(wrapper) || wrapper["type"] !== "tool-call") return undefined;
  const { id, name, input, inputText, native: inner } = wrapper;
  if (typeof id !== "string" || typeof name !== "string" || !isObject(input)) return undefined;
  return {
    type: "tool-call",
    id,
    name,
    input,
    ...(typeof inputText === "string" ? { inputText } : {}),
    ...(isObject(inner) ? { native: inner } : {}),
  };
}
