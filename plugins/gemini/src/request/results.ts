import type { ToolMessage, ToolResultPart } from "@ainative-code/sdk";
import type { WireBlob, WirePart, WireResult } from "../wire.ts";
import { mediaPartOf } from "./media.ts";
import { wireNameOf } from "./tool-names.ts";

export interface ResultOptions {
  readonly mediaInResults: boolean;
  /** The vendor's own id of a call, where it gave one. */
  readonly idOf: (callId: string) => string | undefined;
}

/** The results of one step: all of them first, then the media that do not go into a result. */
export function resultPartsOf({ parts }: ToolMessage, options: ResultOptions): readonly WirePart[] {
  const results = parts.filter((part) => part.type === "tool-result");
  return [
    ...results.map((result) => resultOf(result, options)),
    ...results.flatMap((result) => leftoversOf(result, options)),
  ];
}

/** The words of a result are one string, never fields: a field called `$ref` would be followed. */
function resultOf(result: ToolResultPart, options: ResultOptions): WireResult {
  const { callId, name, status, content } = result;
  const id = options.idOf(callId);
  const blobs = content.flatMap((part) => blobOf(part, options) ?? []);
  const text = textOf(result);
  return {
    functionResponse: {
      ...(id === undefined ? {} : { id }),
      name: wireNameOf(name),
      response: status === "ok" ? { output: text } : { error: text },
      ...(blobs.length === 0 ? {} : { parts: blobs.map((inlineData) => ({ inlineData })) }),
    },
  };
}

function textOf({ content, status }: ToolResultPart): string {
  const text = content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
  if (text.trim() !== "") return text;
  return status === "ok" ? "(no output)" : "(failed without output)";
}

type Content = ToolResultPart["content"][number];

/** What may stand inside a result. */
const inResult = /^image\/(png|jpe?g|webp)$|^application\/pdf$/;

function blobOf(part: Content, { mediaInResults }: ResultOptions): WireBlob | undefined {
  if (!mediaInResults || part.type === "text" || part.data === undefined || !inResult.test(part.mediaType)) return undefined;
  return { mimeType: part.mediaType, data: part.data };
}

function leftoversOf({ name, content }: ToolResultPart, options: ResultOptions): readonly WirePart[] {
  const others = content.flatMap((part) => {
    return part.type === "text" || blobOf(part, options) !== undefined ? [] : [mediaPartOf(part)];
  });
  return others.length === 0 ? [] : [{ text: `From the result of ${name}:` }, ...others];
}
