import type { Host } from "./host.ts";
import type { ModelInfo } from "./model.ts";
import type { ProviderRequest } from "./provider-request.ts";
import type { StreamEvent } from "./stream-event.ts";

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
