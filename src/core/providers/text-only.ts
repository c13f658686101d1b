import type { FilePart, ImagePart, Message, Part, ProviderRequest, StreamEvent, TextPart } from "@ainative-code/sdk";
import type { ModelStream } from "./model-stream.ts";

/**
 * Puts a line of text in the place of each image that a model is known not to take, and says so: a conversation with
 * images goes on with such a model all the same. `isBlind` is asked only where there is an image.
 */
export function textOnly(stream: ModelStream, isBlind: () => Promise<boolean>): ModelStream {
  return async function* readable(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    if (!request.messages.some(showsImage) || !(await isBlind())) {
      yield* stream(request);
      return;
    }
    for await (const event of stream({ ...request, messages: request.messages.map(inWords) })) {
      yield event.type === "start" ? { ...event, warnings: [...(event.warnings ?? []), warning] } : event;
    }
  };
}

const warning = "This model takes no images: a line of text stands in their place.";

function showsImage({ parts }: Message): boolean {
  return parts.some((part) => part.type === "image" || (part.type === "tool-result" && part.content.some(({ type }) => type === "image")));
}

function inWords(message: Message): Message {
  return showsImage(message) ? { ...message, parts: message.parts.map(partInWords) } : message;
}

function partInWords(part: Part): Part {
  if (part.type === "image") return placeholder(part);
  return part.type === "tool-result" ? { ...part, content: part.content.map(contentInWords) } : part;
}

function contentInWords(part: TextPart | ImagePart | FilePart): TextPart | FilePart {
  return part.type === "image" ? placeholder(part) : part;
}

function placeholder({ mediaType }: ImagePart): TextPart {
  return { type: "text", text: `[An image (${mediaType}) stands here, which this model can't see.]` };
}
