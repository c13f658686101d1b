import type { Message, Part } from "@ainative-code/sdk";
import { truncateText } from "../tools/truncate.ts";

/** Characters that stay of a result of a tool: what it was about. */
const maxOld = 1000;
/** The same for those of the last step, which the model has not answered yet. */
const maxLast = 16_000;

/**
 * The same messages with their tools' results shortened. What the model said and thought stays as it is, letter by
 * letter: its vendor has signed it.
 */
export function shortenedResults(messages: readonly Message[]): readonly Message[] {
  const last = messages.findLastIndex(({ role }) => role === "tool");
  return messages.map((message, index) => {
    if (message.role !== "tool") return message;
    const max = index === last ? maxLast : maxOld;
    return { ...message, parts: message.parts.map((part) => shortened(part, max)) };
  });
}

function shortened(part: Part, max: number): Part {
  if (part.type !== "tool-result") return part;
  const content = part.content.map((one) =>
    one.type === "text"
      ? { ...one, text: truncateText(one.text, max) }
      : { type: "text" as const, text: `(${one.type} ${one.mediaType}, left out)` },
  );
  return { ...part, content };
}
