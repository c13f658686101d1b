import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";

/**
 * A provider bound to its host: one request, one answer. Decorators (one attempt, retry, recording, …) take one and
 * return one. Law: exactly one terminal event, `finish` or `error`, and it is the last; it never throws.
 */
export type ModelStream = (request: ProviderRequest) => AsyncGenerator<StreamEvent, void>;
