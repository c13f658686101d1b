import { AinError, toAinError } from "@ainative-code/sdk";
import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { defaultRetryLaw, delayAfter, gaveUp, isRefusedKey } from "../retry/retry-law.ts";
import type { RetryLaw } from "../retry/retry-law.ts";
import type { ModelStream } from "./model-stream.ts";
import { isVisible } from "./visible-events.ts";

export interface RetryOptions {
  readonly law?: RetryLaw;
  readonly random?: () => number;
  /**
   * Forgets the keys that were resolved for this provider, so that the next attempt asks for them again. False where that
   * gives nothing else, and the refusal stands.
   */
  readonly onAuthFailure?: () => boolean;
}

/**
 * Tries again what may succeed on another attempt, and only until something was shown: after the first visible event
 * the answer stands as it is. Each wait is told by a `retry` event before it begins. A refused key (401) is asked for
 * again, once.
 */
export function retrying(stream: ModelStream, clock: Clock, options: RetryOptions = {}): ModelStream {
  const { law = defaultRetryLaw, random = Math.random, onAuthFailure } = options;
  return async function* retry(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    let renewed = false;
    const mayTryAgain = (failure: AinError): boolean => failure.retryable || (!renewed && isRefusedKey(failure));
    for (let attempt = 1; ; ) {
      const failure = yield* untilShown(stream(request), mayTryAgain);
      if (failure === undefined) return;
      // A refused key is asked for again once, at once; whatever the vendor says, it is no reason to wait and repeat it.
      if (isRefusedKey(failure)) {
        if (renewed || onAuthFailure?.() !== true) {
          yield { type: "error", error: failure };
          return;
        }
        renewed = true;
        continue;
      }
      const delayMs = delayAfter(failure, attempt, law, random);
      if (delayMs === undefined) {
        yield { type: "error", error: gaveUp(failure, attempt, law, ["use another model: -m PROVIDER/MODEL"]) };
        return;
      }
      yield { type: "retry", attempt, delayMs, error: failure };
      try {
        await clock.sleep(delayMs, request.signal);
      } catch (thrown) {
        yield { type: "error", error: request.signal.aborted ? new AinError("cancelled", "Cancelled.") : toAinError(thrown) };
        return;
      }
      attempt++;
    }
  };
}

/** Passes one attempt on; returns the failure that may be tried again, or nothing where the attempt has the last word. */
async function* untilShown(
  attempt: AsyncIterable<StreamEvent>,
  mayTryAgain: (failure: AinError) => boolean,
): AsyncGenerator<StreamEvent, AinError | undefined> {
  let shown = false;
  const early: StreamEvent[] = [];
  for await (const event of attempt) {
    if (shown) {
      yield event;
      continue;
    }
    const failure = failureOf(event);
    if (failure !== undefined && mayTryAgain(failure)) return failure;
    if (failure === undefined && !isVisible(event) && event.type !== "finish") {
      early.push(event);
      continue;
    }
    shown = true;
    yield* early;
    yield event;
  }
  return undefined;
}

function failureOf(event: StreamEvent): AinError | undefined {
  if (event.type === "error") return event.error;
  if (event.type !== "finish" || event.stop.reason !== "interrupted") return undefined;
  return new AinError("interrupted", "The connection ended before the answer began.", {
    actions: [
      "Try again in a moment",
      "Use another model: -m PROVIDER/MODEL",
      "Check the base URL and what stands between here and the server",
    ],
  });
}
