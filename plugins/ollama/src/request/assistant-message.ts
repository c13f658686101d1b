import type { Part, ToolCallPart } from "@ainative-code/sdk";
import { isObject, objectOr, type JsonObject } from "@ainative-code/provider-kit";
import { textsOf } from "./content.ts";

/** An assistant's message as the server wrote it; `undefined` where nothing is left of it. */
export function assistantOf(parts: readonly Part[]): JsonObject | undefined {
  const calls = parts.filter((part) => part.type === "tool-call" && part.providerExecuted !== true);
  const thinking = parts.flatMap((part) => (part.type === "thinking" ? [part.text] : [])).join("");
  const content = textsOf(parts);
  if (content === "" && thinking === "" && calls.length === 0) return undefined;
  return {
    role: "assistant",
    content,
    ...(thinking === "" ? {} : { thinking }),
    ...(calls.length === 0 ? {} : { tool_calls: calls.flatMap((part) => (part.type === "tool-call" ? [callOf(part)] : [])) }),
  };
}

/** A call of this server's goes back with all that came with it; another's with our id. */
function callOf({ id, name, input, native }: ToolCallPart): JsonObject {
  if (native === undefined) return { id, function: { name, arguments: input } };
  const { call } = native;
  const whole = isObject(call) ? call : {};
  return { ...whole, function: { ...objectOr(whole["function"]), name, arguments: input } };
}
