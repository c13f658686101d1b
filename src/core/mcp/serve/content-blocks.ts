import type { FilePart } from "@ainative-code/sdk";
import type { CallResult } from "./serving.ts";

type Part = CallResult["content"][number];

export type ContentBlock =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image" | "audio"; readonly data: string; readonly mimeType: string }
  | {
      readonly type: "resource";
      readonly resource: { readonly uri: string; readonly mimeType: string } & (
        { readonly blob: string } | { readonly text: string }
      );
    };

/** Parts of a result in the form of the protocol. */
export function contentBlocks(parts: readonly Part[]): ContentBlock[] {
  return parts.map((part) => {
    if (part.type === "text") return { type: "text", text: part.text };
    const { data, mediaType: mimeType } = part;
    if (data === undefined) return { type: "text", text: `[${part.type} ${part.url ?? part.fileRef ?? ""}]` };
    if (part.type === "image") return { type: "image", data, mimeType };
    if (mimeType.startsWith("audio/")) return { type: "audio", data, mimeType };
    const inside = isText(mimeType) ? { text: Buffer.from(data, "base64").toString("utf8") } : { blob: data };
    return { type: "resource", resource: { uri: uriOf(part), mimeType, ...inside } };
  });
}

function isText(mimeType: string): boolean {
  return /^text\/|^application\/json\b|\+(?:json|xml)$/.test(mimeType);
}

function uriOf({ name }: FilePart): string {
  if (name !== undefined && URL.canParse(name)) return name;
  return `file:///${encodeURIComponent(name ?? "file")}`;
}
