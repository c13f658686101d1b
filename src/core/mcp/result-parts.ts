import type { FilePart, ImagePart, TextPart, ToolOutput } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";

/** Base64 characters of one image or file; vendors take no larger ones. */
const maxData = 7 * 1024 * 1024;
/** Parts of one result that are not text. */
const mostMedia = 20;
/** Items of one resource: a folder may be read as many. */
const mostContents = 100;

type ContentPart = TextPart | ImagePart | FilePart;

/** The result of a call as the model gets it. What a server gave that is no result is told as such. */
export function toolOutputOf(result: unknown): ToolOutput {
  if (!isRecord(result)) return { content: "The server's answer is no result.", isError: true };
  const { content, structuredContent, isError, toolResult } = result;
  if (content !== undefined && !Array.isArray(content)) {
    return { content: "The server's answer is no result: its content is no list.", isError: true };
  }
  const parts = contentParts(content ?? []);
  const structured = isRecord(structuredContent) ? structuredContent : undefined;
  const data: unknown = structured ?? toolResult;
  const texts = parts.length > 0 || data === undefined ? parts : [textPart(JSON.stringify(data))];
  return {
    content: texts.length === 0 ? "Done; the server sent nothing back." : texts,
    ...(isError === true ? { isError: true } : {}),
    ...(structured === undefined ? {} : { details: structured }),
  };
}

/** Content of a server: of a result, of a prompt, of a resource. */
export function contentParts(content: readonly unknown[]): readonly ContentPart[] {
  return withoutFloods(content.map(partOf));
}

/** What `resources/read` gives. */
export function resourceParts(contents: readonly unknown[]): readonly ContentPart[] {
  return withoutFloods(contents.slice(0, mostContents).map((one) => resourcePart(isRecord(one) ? one : {})));
}

function withoutFloods(parts: readonly ContentPart[]): readonly ContentPart[] {
  let media = 0;
  return parts.map((part) => {
    if (part.type === "text") return part;
    media += 1;
    if (media > mostMedia) return textPart("[left out: the server sent too many images or files]");
    return (part.data?.length ?? 0) > maxData
      ? textPart(`[left out: ${part.mediaType}, larger than ${maxData / 1024 / 1024} MiB]`)
      : part;
  });
}

function partOf(block: unknown): ContentPart {
  if (!isRecord(block)) return textPart("[left out: content of no known kind]");
  const { type, text, data, mimeType, resource } = block;
  if (type === "text" && typeof text === "string") return textPart(text);
  if ((type === "image" || type === "audio") && typeof data === "string") return mediaPart(data, mimeType);
  if (type === "resource" && isRecord(resource)) return resourcePart(resource);
  if (type === "resource_link") return textPart(linkText(block));
  return textPart(`[left out: content of the kind ${JSON.stringify(type).slice(0, 40)}]`);
}

/** One item of what `resources/read` gives, or of a result. */
function resourcePart({ uri, text, blob, mimeType }: Readonly<Record<string, unknown>>): ContentPart {
  const name = typeof uri === "string" ? uri.slice(0, 500) : "";
  if (typeof text === "string") return textPart(`<resource uri=${JSON.stringify(name)}>\n${text}\n</resource>`);
  if (typeof blob !== "string") return textPart(`[left out: the resource ${name} holds nothing]`);
  const part = mediaPart(blob, mimeType);
  return part.type === "file" ? { ...part, name } : part;
}

function mediaPart(data: string, type: unknown): ImagePart | FilePart {
  const mediaType = typeof type === "string" && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : "application/octet-stream";
  return /^image\/(png|jpeg|gif|webp)$/.test(mediaType) ? { type: "image", mediaType, data } : { type: "file", mediaType, data };
}

function linkText({ uri, name, description }: Readonly<Record<string, unknown>>): string {
  const said = [name, description].filter((text) => typeof text === "string" && text !== "").join(": ");
  return `Resource ${typeof uri === "string" ? uri.slice(0, 500) : ""}${said === "" ? "" : ` (${said.slice(0, 500)})`}`;
}

function textPart(text: string): TextPart {
  return { type: "text", text };
}
