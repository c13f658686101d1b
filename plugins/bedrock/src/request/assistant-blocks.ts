import type { ImagePart, Part, TextPart, ThinkingPart, ToolCallPart } from "@ainative-code/sdk";
import { filled, objectOr, objectsOf, type JsonObject } from "@ainative-code/provider-kit";
import { imageBlockOf } from "./media.ts";
import type { Rules } from "./rules.ts";
import { toolNameOf } from "./tools.ts";
import type { WireContent, WireReasoning, WireToolUse } from "./wire-blocks.ts";

export interface BlockOptions {
  /** The parts are the vendor's own, of this model: they go back as they came. */
  readonly isOwn: boolean;
  readonly rules: Rules;
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
      return options.isOwn ? thinkingBlockOf(part, options.rules) : undefined;
    case "tool-call":
      return callBlockOf(part);
    case "opaque":
      return objectOr(part.native["block"]);
    case "image":
      return ownImageOf(part, options);
    default:
      return undefined;
  }
}

/** A text of nothing but white space is refused, whoever wrote it. */
function textBlockOf({ text, native }: TextPart, { isOwn, rules }: BlockOptions): JsonObject | undefined {
  if (text.trim() === "") return undefined;
  const citations = isOwn && rules.citations ? objectsOf(native?.["citations"]) : [];
  return citations.length === 0 ? { text } : { citationsContent: { content: [{ text }], citations } };
}

function thinkingBlockOf({ text, native }: ThinkingPart, { history }: Rules): WireReasoning | undefined {
  const redacted = filled(native?.["redactedContent"]);
  const signature = filled(native?.["signature"]);
  if (history === "none") return undefined;
  if (redacted !== undefined) return history === "text" ? undefined : { reasoningContent: { redactedContent: redacted } };
  if (signature === undefined && (history === "signed" || text.trim() === "")) return undefined;
  const isSigned = signature !== undefined && history !== "text";
  if (!isSigned && text.trim() === "") return undefined;
  return { reasoningContent: { reasoningText: { text, ...(isSigned ? { signature } : {}) } } };
}

function callBlockOf({ id, name, input }: ToolCallPart): WireToolUse {
  return { toolUse: { toolUseId: id, name: toolNameOf(name), input } };
}

function ownImageOf(part: ImagePart, { isOwn, rules }: BlockOptions): WireContent | undefined {
  return isOwn ? imageBlockOf(part, rules) : undefined;
}
