import type { FilePart } from "@ainative-code/sdk";
import type { CallResult } from "./serving.ts";

type Part = CallResult["content"][number];

export type ContentBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image" | "audio"; readonly data: string; readonly mimeType: string }
  | { readonly type: "resource"; readonly resource: { readonly uri: string; readonly mimeType: string; readonly blob: string } };

/** Parts of a result in the form of the protocol. */
export function contentBlocks(parts: readonly Part[]): ContentBlock[] {
  return parts.map((part) => {
    if (part.type === "text") return { type: "text", text: part.text };
    const { data, mediaType: mimeType } = part;
    if (data === undefined) return { type: "text", text: `[${part.type} ${part.url ?? part.fileRef ?? ""}]` };
    if (part.type === "image") return { type: "image", data, mimeType };
    return mimeType.startsWith("audio/") ? { type: "audio", data, mimeType } : { type: "resource", resource: { uri: uriOf(part), mimeType, blob: data } };
  });
}

function uriOf({ name }: FilePart): string {
  if (name !== undefined && URL.canParse(name)) return name;
  return `file:///${encodeURIComponent(name ?? "file")}`;
}
