import type { Message, ToolCallPart } from "@ainative-code/sdk";
import { filled, objectOr } from "@ainative-code/provider-kit";

/**
 * A function that gives the id by which the server knows a call, to be sent with its result; `undefined` where the server
 * gave it none, because it is too old to.
 */
export function callIdsOf(messages: readonly Message[]): (id: string) => string | undefined {
  const calls = messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === "tool-call" ? [part] : [])));
  const ids = new Map(calls.map((call) => [call.id, vendorId(call)]));
  return (id) => ids.get(id);
}

function vendorId({ id, native }: ToolCallPart): string | undefined {
  return native === undefined ? id : filled(objectOr(native["call"])?.["id"]);
}
