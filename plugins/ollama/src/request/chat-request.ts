import type { ProviderRequest } from "@ainative-code/sdk";
import { objectOr, type JsonObject } from "@ainative-code/provider-kit";
import type { Settings } from "../settings.ts";
import type { Thinking } from "../thinking.ts";

/** What has been decided about a request before its body is written. */
export interface Decided {
  readonly messages: readonly JsonObject[];
  readonly tools: readonly JsonObject[];
  readonly think: Thinking["think"];
  /** `num_ctx`. */
  readonly window: number;
}

/**
 * The body of a streaming chat request. `request.options` may add fields and options, and never changes the basic ones:
 * above all the server may neither cut the prompt (`truncate`) nor shift it away while it answers (`shift`).
 */
export function chatRequestOf(request: ProviderRequest, decided: Decided, { keepAlive }: Settings): JsonObject {
  const { think, tools } = decided;
  return {
    ...(keepAlive === undefined ? {} : { keep_alive: keepAlive }),
    ...request.options,
    model: request.model,
    messages: decided.messages,
    stream: true,
    ...(tools.length === 0 ? {} : { tools }),
    ...(think === undefined ? {} : { think }),
    ...(request.output === undefined ? {} : { format: request.output.schema }),
    options: optionsOf(request, decided.window),
    truncate: false,
    shift: false,
  };
}

function optionsOf(request: ProviderRequest, window: number): JsonObject {
  const { maxOutputTokens, temperature, topP, topK, stopSequences } = request;
  return {
    ...objectOr(request.options?.["options"]),
    ...(maxOutputTokens === undefined ? {} : { num_predict: maxOutputTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(topK === undefined ? {} : { top_k: topK }),
    ...(stopSequences === undefined || stopSequences.length === 0 ? {} : { stop: stopSequences }),
    num_ctx: window,
  };
}
