import type { ProviderRequest } from "@ainative-code/sdk";
import type { AnswerWriter, ErrorContext, JsonObject, StreamReader } from "@ainative-code/provider-kit";
import {
  chatApi,
  ChatReader,
  chatRequestOf,
  responsesApi,
  ResponsesReader,
  responsesRequestOf,
} from "@ainative-code/provider-kit/openai";
import { dialectOf } from "./dialect.ts";
import { isOfficial, type Settings } from "./settings.ts";

export interface ReaderContext {
  readonly writer: AnswerWriter;
  readonly errors: ErrorContext;
  readonly tools: ReadonlySet<string>;
  readonly seed: string;
}

/** One of the two wire formats: where it lives, what is sent, how the answer is read. */
export interface Wire {
  readonly api: typeof chatApi | typeof responsesApi;
  readonly path: string;
  body(request: ProviderRequest): JsonObject;
  reader(context: ReaderContext): StreamReader;
}

/** The wire format to use, by the setting `api`. */
export function wireOf(settings: Settings, provider: string): Wire {
  const isResponses = settings.api === "responses" || (settings.api === "auto" && isOfficial(settings));
  return isResponses ? responsesWire(settings, provider) : chatWire(settings, provider);
}

function responsesWire({ reasoningSummary }: Settings, provider: string): Wire {
  return {
    api: responsesApi,
    path: "/responses",
    body: (request) => responsesRequestOf(request, provider, { summary: reasoningSummary }),
    reader: (context) => new ResponsesReader(context),
  };
}

function chatWire(settings: Settings, provider: string): Wire {
  return {
    api: chatApi,
    path: "/chat/completions",
    body: (request) => chatRequestOf(request, dialectOf(settings), provider),
    reader: (context) => new ChatReader(context),
  };
}
