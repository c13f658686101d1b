import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { mediaInWords, mediaOf, type IsUnseen } from "./media-in-words.ts";
import type { ModelStream } from "./model-stream.ts";

/**
 * Puts a line of text in the place of each image that a model is known not to take, and says so: a conversation with
 * images goes on with such a model all the same. `isBlind` is asked only where there is an image.
 */
export function textOnly(stream: ModelStream, isBlind: () => Promise<boolean>): ModelStream {
  return async function* readable(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    if (!request.messages.some((message) => mediaOf(message).some(isImage)) || !(await isBlind())) {
      yield* stream(request);
      return;
    }
    const messages = request.messages.map((message) => mediaInWords(message, isImage));
    for await (const event of stream({ ...request, messages })) {
      yield event.type === "start" ? { ...event, warnings: [...(event.warnings ?? []), warning] } : event;
    }
  };
}

const warning = "This model takes no images: a line of text stands in their place.";
const isImage: IsUnseen = ({ type }) => type === "image";
