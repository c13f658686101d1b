import type { Host } from "./host.ts";
import type { Message } from "./message.ts";
import type { Effort, ModelInfo } from "./model.ts";
import type { StreamEvent } from "./stream-event.ts";
import type { JsonSchema } from "./tool.ts";

/** A tool as the model is told about it. */
export interface ToolDeclaration {
  readonly name: string;
  readonly description: string;
  readonly input: JsonSchema;
}

export type ToolChoice = "auto" | "none" | "required" | { readonly tool: string };

/**
 * One request for one answer. `system` is the stable head of the prompt, in blocks; `messages` end with a user or a tool
 * message; `tools` come in a fixed order, so that a vendor's prompt cache holds.
 */
export interface ProviderRequest {
  readonly model: string;
  readonly system: readonly string[];
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDeclaration[];
  readonly toolChoice?: ToolChoice;
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly stopSequences?: readonly string[];
  readonly effort?: Effort;
  /** Answer as JSON of this schema. */
  readonly output?: { readonly name: string; readonly schema: JsonSchema };
  /** The same for all requests of a session: a hint for the vendor's prompt cache. */
  readonly cacheKey?: string;
  /** Options for this provider only, from `--set` and the user's config. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/**
 * A source of models. `stream` makes one attempt and yields events by the law of `StreamEvent`; it may throw, and the
 * host makes one `error` event of that. It never retries, never logs a key, and stops soon after `request.signal` aborts.
 */
export interface Provider {
  readonly id: string;
  /** The models to offer: a fixed list, or a question to the vendor. A model not listed may still be asked for. */
  models(host: Host, signal: AbortSignal): Promise<readonly ModelInfo[]>;
  stream(request: ProviderRequest, host: Host): AsyncIterable<StreamEvent>;
  /** Tokens of the whole request, where the vendor counts them. */
  countTokens?(request: ProviderRequest, host: Host): Promise<number>;
}
