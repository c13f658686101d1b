import type { FilePart, ImagePart, Part } from "@ainative-code/sdk";
import { dataUrlOf } from "../history/data-url.ts";
import type { JsonObject } from "../json.ts";
import { unreadableFile } from "./unreadable-file.ts";

/** The content of a user's message: a string where it is text only. */
export function chatContentOf(parts: readonly Part[]): string | readonly JsonObject[] {
  if (parts.every(({ type }) => type === "text")) return textsOf(parts, "\n");
  return parts.flatMap((part): readonly JsonObject[] => {
    if (part.type === "text") return [{ type: "text", text: part.text }];
    if (part.type === "image") return [imageOf(part)];
    return part.type === "file" ? [fileOf(part)] : [];
  });
}

/** The texts among some parts, joined. */
export function textsOf(parts: readonly Part[], between = "\n\n"): string {
  return parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join(between);
}

function imageOf(image: ImagePart): JsonObject {
  const url = dataUrlOf(image);
  return url === undefined ? missing("image") : { type: "image_url", image_url: { url } };
}

function fileOf(file: FilePart): JsonObject {
  const { name = "file", fileRef, data, mediaType } = file;
  if (fileRef !== undefined) return { type: "file", file: { file_id: fileRef } };
  const words = unreadableFile(file);
  if (words !== undefined) return { type: "text", text: words };
  if (data === undefined) return missing("file");
  return { type: "file", file: { filename: name, file_data: `data:${mediaType};base64,${data}` } };
}

function missing(kind: string): JsonObject {
  return { type: "text", text: `[${kind} left out: it cannot be sent to this server]` };
}
