import { isTextMedia } from "@ainative-code/provider-kit";
import type { MediaSource, Part } from "@ainative-code/sdk";
import type { WireMedia, WirePart } from "../wire.ts";

/** The part of an image or file; one the vendor cannot read becomes a word about it. */
export function mediaPartOf(part: Extract<Part, { readonly type: "image" | "file" }>): WirePart {
  const media = mediaOf(part);
  if (media !== undefined) return media;
  const name = part.type === "file" && part.name !== undefined ? `the file ${part.name}` : `a part`;
  return { text: `[${name} of type ${part.mediaType}, which this model cannot be shown]` };
}

/** What the vendor reads: images but GIF, PDF, sound, film and text; by address only its own storage, and the web. */
function mediaOf({ mediaType, data, url, fileRef }: MediaSource): WireMedia | undefined {
  const uri = url ?? (fileRef !== undefined && /^(https?|gs):\/\//.test(fileRef) ? fileRef : undefined);
  const mimeType = readableAs(mediaType);
  if (mimeType === undefined) return undefined;
  if (uri !== undefined) return { fileData: { mimeType, fileUri: uri } };
  return data === undefined ? undefined : { inlineData: { mimeType, data } };
}

function readableAs(mediaType: string): string | undefined {
  if (/^image\/(png|jpe?g|webp|heic|heif)$|^application\/pdf$|^(audio|video)\//.test(mediaType)) return mediaType;
  return isTextMedia(mediaType) ? "text/plain" : undefined;
}
