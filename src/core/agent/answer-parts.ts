import type { AssistantMessage, Message, ToolCallPart } from "@ainative-code/sdk";

/** All a message says, without what it thinks and does. */
export function textOf({ parts }: Pick<Message, "parts">): string {
  return parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** What the host has to run: vendors run some calls themselves. */
export function callsOf(message: AssistantMessage): readonly ToolCallPart[] {
  return message.parts.filter((part) => part.type === "tool-call").filter((call) => call.providerExecuted !== true);
}
