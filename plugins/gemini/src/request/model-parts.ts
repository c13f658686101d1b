import type { Part, ToolCallPart } from "@ainative-code/sdk";
import { filled, objectOr, type JsonObject } from "@ainative-code/provider-kit";
import type { WirePart } from "../wire.ts";
import { mediaPartOf } from "./media.ts";
import { partsOfText } from "./pieces.ts";
import type { Rules } from "./rules.ts";
import { wireNameOf } from "./tool-names.ts";

/** Stands for a signature where the call was made by another model. */
const sentinel = "skip_thought_signature_validator";

/** The kind of the opaque part whose fields belong to the part before it. */
export const fieldsKind = "gemini.fields";

/** The parts of an answer as they came, or as the vendor takes those of other models. */
export function modelPartsOf(parts: readonly Part[], rules: Rules): readonly WirePart[] {
  const sent: WirePart[] = [];
  for (const part of parts) {
    if (part.type === "opaque" && part.kind === fieldsKind) sent.push({ ...sent.pop(), ...objectOr(part.native["fields"]) });
    else sent.push(...wirePartsOf(part));
  }
  const own = rules.signatures ? sent : sent.flatMap(withoutSignature);
  return rules.sentinel ? withSentinel(own) : own;
}

function wirePartsOf(part: Part): readonly WirePart[] {
  switch (part.type) {
    case "text":
      return partsOfText(part.text, part.native);
    case "thinking":
      return partsOfText(part.text, part.native).map((piece) => ({ ...piece, thought: true }));
    case "tool-call":
      return [callOf(part)];
    case "opaque":
      return [objectOr(part.native["part"]) ?? []].flat();
    case "image":
    case "file":
      return [mediaPartOf(part)];
    default:
      return [];
  }
}

/** An id goes back only where the vendor gave one. */
function callOf({ name, input, native }: ToolCallPart): WirePart {
  const id = filled(native?.["id"]);
  const isBare = native?.["bare"] === true && Object.keys(input).length === 0;
  const functionCall = { ...(id === undefined ? {} : { id }), name: wireNameOf(name), ...(isBare ? {} : { args: input }) };
  return { ...objectOr(native?.["fields"]), functionCall };
}

/** For a conversation whose signatures the vendor no longer takes: thoughts are worth nothing without theirs. */
function withoutSignature(part: WirePart): readonly WirePart[] {
  const { thoughtSignature: _, ...rest }: JsonObject = { ...part };
  return rest["thought"] === true || rest["text"] === "" ? [] : [rest];
}

/** Of the calls of one step only the first is signed. */
function withSentinel(parts: readonly WirePart[]): readonly WirePart[] {
  const first = parts.findIndex((part) => "functionCall" in part);
  return parts.map((part, index) => {
    return index === first && !("thoughtSignature" in part) ? { ...part, thoughtSignature: sentinel } : part;
  });
}
