import type { FilePart, ImagePart, Part, ToolResultPart } from "@ainative-code/sdk";
import { dataUrlOf } from "../history/data-url.ts";
import type { JsonObject } from "../json.ts";
import { textsOf } from "./chat-content.ts";
import { unreadableFile } from "./unreadable-file.ts";

/** The content of a user's message. */
export function responsesContentOf(parts: readonly Part[]): readonly JsonObject[] {
  return parts.flatMap((part): readonly JsonObject[] => {
    if (part.type === "text") return [{ type: "input_text", text: part.text }];
    if (part.type === "image") return [imageOf(part)];
    return part.type === "file" ? [fileOf(part)] : [];
  });
}

/** The output of a call: a string where it is text only. */
export function responsesOutputOf({ content, status }: ToolResultPart): string | readonly JsonObject[] {
  if (content.some(({ type }) => type !== "text")) return responsesContentOf(content);
  const text = textsOf(content, "\n");
  if (text !== "") return text;
  return status === "ok" ? "(no output)" : "(failed without output)";
}

function imageOf(image: ImagePart): JsonObject {
  const url = dataUrlOf(image);
  return { type: "input_image", detail: "auto", ...(url === undefined ? { file_id: image.fileRef } : { image_url: url }) };
}

function fileOf(file: FilePart): JsonObject {
  if (file.fileRef !== undefined) return { type: "input_file", file_id: file.fileRef };
  if (file.url !== undefined) return { type: "input_file", file_url: file.url };
  const words = unreadableFile(file);
  if (words !== undefined) return { type: "input_text", text: words };
  return { type: "input_file", filename: file.name ?? "file", file_data: dataUrlOf(file) };
}
