import type { Message, Part } from "@ainative-code/sdk";

/**
 * The conversation for a model that knows of no tools, and whose template would leave calls and results out without a
 * word: both are told as text, the results as the user's.
 */
export function spokenTools(messages: readonly Message[]): readonly Message[] {
  return messages.map((message): Message => {
    if (message.role === "assistant") return { ...message, parts: message.parts.map(spokenCall) };
    if (message.role !== "tool") return message;
    return { role: "user", id: message.id, createdAt: message.createdAt, parts: message.parts.flatMap(spokenResult) };
  });
}

function spokenCall(part: Part): Part {
  if (part.type !== "tool-call") return part;
  return { type: "text", text: `\n[used the tool ${part.name}: ${JSON.stringify(part.input)}]` };
}

function spokenResult(part: Part): readonly Part[] {
  if (part.type !== "tool-result") return [part];
  const status = part.status === "ok" ? "" : ` (${part.status})`;
  return [{ type: "text", text: `[result of the tool ${part.name}${status}]` }, ...part.content];
}
