import { isTextMedia } from "@ainative-code/provider-kit";
import type { FilePart, ImagePart } from "@ainative-code/sdk";
import type { JsonObject } from "@ainative-code/provider-kit";

const imageTypes: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);

/** An image; one the vendor cannot read becomes a word about it. */
export function imageBlockOf({ mediaType, data, url, fileRef }: ImagePart): JsonObject {
  if (url !== undefined) return { type: "image", source: { type: "url", url } };
  if (isOwnFile(fileRef)) return { type: "image", source: { type: "file", file_id: fileRef } };
  if (data === undefined || !imageTypes.has(mediaType)) return note(`an image of type ${mediaType}`);
  return { type: "image", source: { type: "base64", media_type: mediaType, data } };
}

/** A PDF, or a file of text; any other kind becomes a word about it. */
export function documentBlockOf({ mediaType, name, data, url, fileRef }: FilePart): JsonObject {
  const title = name === undefined ? {} : { title: name };
  if (isOwnFile(fileRef)) return { type: "document", source: { type: "file", file_id: fileRef }, ...title };
  if (mediaType === "application/pdf") {
    if (url !== undefined) return { type: "document", source: { type: "url", url }, ...title };
    if (data !== undefined) return { type: "document", source: { type: "base64", media_type: mediaType, data }, ...title };
  }
  const text = data !== undefined && isTextMedia(mediaType) ? Buffer.from(data, "base64").toString() : "";
  if (text.trim() === "") return note(`the file ${name ?? "without a name"} of type ${mediaType}`);
  return { type: "document", source: { type: "text", media_type: "text/plain", data: text }, ...title };
}

/** A file that was uploaded to this vendor: the ids of others look different. */
function isOwnFile(fileRef: string | undefined): fileRef is string {
  return fileRef !== undefined && fileRef.startsWith("file_");
}

function note(what: string): JsonObject {
  return { type: "text", text: `[${what}, which this model cannot be shown]` };
}
