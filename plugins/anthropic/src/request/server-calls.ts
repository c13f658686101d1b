import { filled, type JsonObject } from "@ainative-code/provider-kit";
import type { WireMessage } from "./wire-message.ts";

const calls: ReadonlySet<unknown> = new Set(["server_tool_use", "mcp_tool_use"]);

/**
 * Calls of the vendor's own tools go back with their results only. Those of the last answer stay: a paused answer, or one
 * whose code waits for our results, is gone on with from exactly there.
 */
export function withoutLooseServerCalls(messages: readonly WireMessage[]): readonly WireMessage[] {
  const answered = new Set(messages.flatMap(({ content }) => content.flatMap((block) => filled(block["tool_use_id"]) ?? [])));
  const isLoose = ({ type, id }: JsonObject): boolean => calls.has(type) && !answered.has(String(id));
  const last = messages.findLastIndex(({ role }) => role === "assistant");
  return messages.flatMap((message, index) => {
    if (message.role !== "assistant" || index === last || !message.content.some(isLoose)) return [message];
    const content = message.content.filter((block) => !isLoose(block));
    return content.length === 0 ? [] : [{ ...message, content }];
  });
}
