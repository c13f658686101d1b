import type { Part, TextPart, ThinkingPart, ToolCallPart } from "@ainative-code/sdk";
import { filled, objectOr, type JsonObject } from "@ainative-code/provider-kit";
import type { Rules } from "./rules.ts";

export interface BlockOptions {
  /** The parts are the vendor's own, of this model: they go back as they came. */
  readonly isOwn: boolean;
  readonly rules: Rules;
  /** Thinking without a signature goes back too: Anthropic refuses it, others have none. */
  readonly unsigned: boolean;
}

/** The blocks of an answer's parts. */
export function assistantBlocksOf(parts: readonly Part[], options: BlockOptions): readonly JsonObject[] {
  return parts.map((part) => blockOf(part, options)).filter((block) => block !== undefined);
}

function blockOf(part: Part, options: BlockOptions): JsonObject | undefined {
  switch (part.type) {
    case "text":
      return textBlockOf(part, options);
    case "thinking":
      return thinkingBlockOf(part, options);
    case "tool-call":
      return callBlockOf(part);
    case "opaque":
      return objectOr(part.native["block"]);
    default:
      return undefined;
  }
}

/** An empty text is refused, whoever wrote it. */
function textBlockOf({ text, native }: TextPart, { isOwn, rules }: BlockOptions): JsonObject | undefined {
  if (text === "" || (text.trim() === "" && !(isOwn && rules.blankText))) return undefined;
  return { type: "text", ...objectOr(native?.["block"]), text };
}

function thinkingBlockOf(part: ThinkingPart, { isOwn, rules, unsigned }: BlockOptions): JsonObject | undefined {
  const block = objectOr(part.native?.["block"]);
  if (!isOwn || rules.history === "none" || block === undefined) return undefined;
  if (block["type"] === "redacted_thinking") return block;
  return unsigned || filled(block["signature"]) !== undefined ? { ...block, thinking: part.text } : undefined;
}

/** Names are held to the vendor's pattern, because those of another vendor's answers may not be. */
function callBlockOf({ id, name, input, native }: ToolCallPart): JsonObject {
  return {
    type: "tool_use",
    id,
    name: name.replaceAll(/[^\w-]/g, "_").slice(0, 64),
    input,
    ...objectOr(native?.["block"]),
  };
}
