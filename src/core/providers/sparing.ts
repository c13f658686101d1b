import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { retold } from "../errors/retold.ts";
import type { LearnedBook } from "./learned.ts";
import { mediaInWords, mediaOf, type IsUnseen } from "./media-in-words.ts";
import type { ModelStream } from "./model-stream.ts";
import { refusedFeature, type Feature } from "./refused-feature.ts";

/**
 * Spares a model what it is known to refuse, says so, and learns from a refusal: the error is then one to be tried again,
 * because the next request will differ.
 */
export function sparing(stream: ModelStream, book: LearnedBook): ModelStream {
  return async function* spare(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    const known = book.known();
    const spared = featuresIn(request).filter((feature) => known[feature] === false);
    for await (const event of stream(without(request, spared))) {
      if (event.type === "start" && spared.length > 0) {
        yield { ...event, warnings: [...(event.warnings ?? []), ...spared.map(warning)] };
      }
      else if (event.type === "error") yield { ...event, error: taught(event.error, request, spared, book) };
      else yield event;
    }
  };
}

type Failure = Extract<StreamEvent, { readonly type: "error" }>["error"];

function taught(error: Failure, request: ProviderRequest, spared: readonly Feature[], book: LearnedBook): Failure {
  // The provider has learned from it already, and knows better what to leave out.
  if (error.retryable) return error;
  const refused = refusedFeature(error);
  if (refused === undefined || spared.includes(refused) || !featuresIn(request).includes(refused)) return error;
  book.learn({ [refused]: false });
  return retold(error, { retryable: true });
}

const told: Readonly<Record<Feature, string>> = {
  tools: "no tools are offered",
  imageIn: "images are left out",
  pdfIn: "PDF files are left out",
  thinking: "it is not asked to think",
};

function warning(feature: Feature): string {
  return `This model refuses it, so ${told[feature]}. Try again what it can do: ainative-code providers test`;
}

/** What of it all a request asks for. */
function featuresIn(request: ProviderRequest): readonly Feature[] {
  const media = request.messages.flatMap(mediaOf);
  const asked: readonly (readonly [Feature, boolean])[] = [
    ["tools", request.tools.length > 0],
    ["imageIn", media.some(isImage)],
    ["pdfIn", media.some(isPdf)],
    ["thinking", request.effort !== undefined && request.effort !== "none"],
  ];
  return asked.flatMap(([feature, isAsked]) => (isAsked ? [feature] : []));
}

const isImage: IsUnseen = ({ type }) => type === "image";
const isPdf: IsUnseen = ({ type, mediaType }) => type === "file" && mediaType === "application/pdf";

function without(request: ProviderRequest, features: readonly Feature[]): ProviderRequest {
  if (features.length === 0) return request;
  const { effort, toolChoice, ...rest } = request;
  const isUnseen: IsUnseen = (medium) =>
    (isImage(medium) && features.includes("imageIn")) || (isPdf(medium) && features.includes("pdfIn"));
  return {
    ...rest,
    ...(effort === undefined || features.includes("thinking") ? {} : { effort }),
    ...(toolChoice === undefined || features.includes("tools") ? {} : { toolChoice }),
    tools: features.includes("tools") ? [] : request.tools,
    messages: request.messages.map((message) => mediaInWords(message, isUnseen)),
  };
}
