import type { FilePart, ImagePart, Part } from "@ainative-code/sdk";

/** Bytes kept beside the messages, under their SHA-256 in hex. */
export interface Attachment {
  readonly sha256: string;
  readonly data: Buffer;
}

/** Stands in the stored JSON where the base64 was; an object, which the contract never has there. */
interface AttachmentReference {
  readonly sha256: string;
}

/** Base64 of more characters than this goes to attachments. */
const maxInlineLength = 4096;

/** Parts as they are stored, and what was taken out of them. */
export interface DetachedMedia {
  readonly parts: readonly object[];
  readonly attachments: readonly Attachment[];
}

export function detachMedia(parts: readonly Part[]): DetachedMedia {
  const attachments: Attachment[] = [];
  const detach = (part: Part): object => {
    if (part.type === "tool-result") return part.content.some(isMedia) ? { ...part, content: part.content.map(detach) } : part;
    if (!isMedia(part) || part.data === undefined || part.data.length <= maxInlineLength) return part;
    const data = Buffer.from(part.data, "base64");
    // Base64 with line breaks or of the URL kind would come back changed; it stays where it is.
    if (data.toString("base64") !== part.data) return part;
    // Loaded here, for it takes 6 ms and 3 MB that a session of texts doesn't need.
    const sha256 = process.getBuiltinModule("node:crypto").createHash("sha256").update(data).digest("hex");
    attachments.push({ sha256, data });
    return { ...part, data: { sha256 } };
  };
  return { parts: parts.map(detach), attachments };
}

/** The hashes that stored parts refer to. */
export function mediaHashes(parts: readonly Part[]): readonly string[] {
  return slots(parts).map(({ data }) => data).filter(isReference).map(({ sha256 }) => sha256);
}

/** Puts the bytes back where they were: in place, so that keys keep their order; `parts` come fresh from the store. */
export function attachMedia(parts: readonly Part[], bytesOf: (sha256: string) => Buffer): void {
  for (const slot of slots(parts)) {
    if (isReference(slot.data)) slot.data = bytesOf(slot.data.sha256).toString("base64");
  }
}

function slots(parts: readonly Part[]): readonly { data?: unknown }[] {
  return parts.flatMap((part) => (part.type === "tool-result" ? part.content.filter(isMedia) : isMedia(part) ? [part] : []));
}

function isMedia(part: Part): part is ImagePart | FilePart {
  return part.type === "image" || part.type === "file";
}

function isReference(data: unknown): data is AttachmentReference {
  return typeof data === "object" && data !== null && "sha256" in data && typeof data.sha256 === "string";
}
