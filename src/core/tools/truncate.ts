import type { ToolOutput, ToolResultPart } from "@ainative-code/sdk";

/**
 * Characters of one result that the model gets. 64 Ki characters are about 16,000 tokens: room for a long file, and a
 * dozen of them still fit the smallest window in use.
 */
export const maxResultChars = 65_536;

/** Keeps the first two thirds and the last third of a text over the bound, with a note of what is missing between. */
export function truncateText(text: string, max: number = maxResultChars): string {
  if (text.length <= max) return text;
  const head = safeCut(text, Math.floor((max * 2) / 3));
  const tail = safeCut(text, text.length - Math.floor(max / 3));
  const lines = text.slice(head, tail).split("\n").length - 1;
  return `${text.slice(0, head)}\n[… ${tail - head} characters (${lines} lines) left out …]\n${text.slice(tail)}`;
}

/** Never between the two halves of a surrogate pair. */
function safeCut(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

/** The content of a result, bounded as a whole. */
export function boundedContent(content: ToolOutput["content"], max: number = maxResultChars): ToolResultPart["content"] {
  const parts = typeof content === "string" ? [{ type: "text" as const, text: content }] : content;
  const texts = parts.filter((part) => part.type === "text").length;
  return parts.map((part) =>
    part.type === "text" ? { ...part, text: truncateText(part.text, Math.floor(max / Math.max(texts, 1))) } : part,
  );
}
