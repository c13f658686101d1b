import type { ProviderRequest } from "@ainative-code/sdk";
import type { AnswerWriter } from "../answer-writer.ts";
import type { ErrorContext } from "../errors/http-error.ts";
import type { JsonObject } from "../json.ts";
import type { StreamReader } from "../pump.ts";
import type { ChatDialect } from "./chat-dialect.ts";
import { chatApi } from "./chat-messages.ts";
import { ChatReader } from "./chat-reader.ts";
import { chatRequestOf } from "./chat-request.ts";
import { responsesApi } from "./responses-input.ts";
import { ResponsesReader } from "./responses-reader.ts";
import { responsesRequestOf, type ResponsesOptions } from "./responses-request.ts";

/** What either reader is made from. */
export interface ReaderContext {
  readonly writer: AnswerWriter;
  readonly errors: ErrorContext;
  /** Names of the tools the model was offered. */
  readonly tools: ReadonlySet<string>;
  /** What ids of calls are made of where the server gives none. */
  readonly seed: string;
}

/** One of the two wire formats: where it lives below a base URL, what is sent, how the answer is read. */
export interface Wire {
  readonly api: typeof chatApi | typeof responsesApi;
  readonly path: "/chat/completions" | "/responses";
  body(request: ProviderRequest): JsonObject;
  reader(context: ReaderContext): StreamReader;
}

/** `provider` is whose native data may be sent back. */
export function responsesWire(provider: string, options: ResponsesOptions): Wire {
  return {
    api: responsesApi,
    path: "/responses",
    body: (request) => responsesRequestOf(request, provider, options),
    reader: (context) => new ResponsesReader(context),
  };
}

/** `provider` is whose native data may be sent back. */
export function chatWire(provider: string, dialect: ChatDialect): Wire {
  return {
    api: chatApi,
    path: "/chat/completions",
    body: (request) => chatRequestOf(request, dialect, provider),
    reader: (context) => new ChatReader(context),
  };
}
