import type { FilePart, ImagePart, Known, Part } from "@ainative-code/sdk";

/** What a message holds, as the wire has it: a text, and images as base64. */
export interface SentContent {
  readonly text: string;
  readonly images: readonly string[];
  /** Images and files that could not be sent. */
  readonly left: number;
}

/** The content of a message. What can't be sent leaves a note in its place, so that the model knows of it. */
export function contentOf(parts: readonly Part[], vision: Known): SentContent {
  const texts: string[] = [];
  const images: string[] = [];
  let left = 0;
  for (const part of parts) {
    const text = part.type === "text" ? part.text : part.type === "file" ? fileText(part) : undefined;
    const image = part.type === "image" && vision !== false ? part.data : undefined;
    if (image !== undefined) images.push(image);
    else if (text !== undefined) texts.push(text);
    else if (part.type === "image" || part.type === "file") {
      left += 1;
      texts.push(noteOf(part, vision));
    }
  }
  return { text: texts.join("\n"), images, left };
}

/** The texts among some parts, joined. */
export function textsOf(parts: readonly Part[]): string {
  return parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("");
}

/** A file of text goes as text. */
function fileText({ name = "file", mediaType, data }: FilePart): string | undefined {
  if (data === undefined || !/^(text\/|application\/(json|xml|yaml)\b)/.test(mediaType)) return undefined;
  return `${name}:\n${Buffer.from(data, "base64").toString()}`;
}

function noteOf(part: ImagePart | FilePart, vision: Known): string {
  if (part.type === "file") return `[file ${part.name ?? part.mediaType} left out: it cannot be sent to this model]`;
  return vision === false ? "[image left out: this model cannot see images]" : "[image left out: only its address is known]";
}
