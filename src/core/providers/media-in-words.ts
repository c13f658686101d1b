import type { FilePart, ImagePart, Message, Part, TextPart } from "@ainative-code/sdk";

type Medium = ImagePart | FilePart;
/** Says of a picture or a file whether a model can't be shown it. */
export type IsUnseen = (medium: Medium) => boolean;

/** Every picture and file of a message, those among the results of tools included. */
export function mediaOf({ parts }: Message): readonly Medium[] {
  return parts.flatMap((part): readonly Part[] => (part.type === "tool-result" ? part.content : [part])).filter(isMedium);
}

/** The message with a line of text in the place of each that the model can't be shown; itself where there is none. */
export function mediaInWords(message: Message, isUnseen: IsUnseen): Message {
  if (!mediaOf(message).some(isUnseen)) return message;
  const inWords = <P extends Part>(part: P): P | TextPart => (isMedium(part) && isUnseen(part) ? words(part) : part);
  const parts = message.parts.map((part) =>
    part.type === "tool-result" ? { ...part, content: part.content.map(inWords) } : inWords(part),
  );
  return { ...message, parts };
}

function isMedium(part: Part): part is Medium {
  return part.type === "image" || part.type === "file";
}

function words(medium: Medium): TextPart {
  const name = medium.type === "image" ? "An image" : (medium.name ?? "A file");
  return { type: "text", text: `[${name} (${medium.mediaType}) stands here, which this model can't see.]` };
}
