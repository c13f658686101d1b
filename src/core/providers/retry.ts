import { AinError, toAinError } from "@ainative-code/sdk";
import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { retold, withinSentence } from "../errors/retold.ts";
import type { ModelStream } from "./model-stream.ts";

export interface RetryLaw {
  /** Attempts in all. */
  readonly attempts: number;
  /** First wait, doubled each time. Milliseconds. */
  readonly baseMs: number;
  /** Longest wait chosen by ourselves. */
  readonly maxMs: number;
  /** Longest wait done because the vendor asked for it; above it the user is told to come back. */
  readonly capMs: number;
}

/** What vendors' own clients do: 0.5 s doubling to 8 s; a minute is as long as a person waits without a word. */
export const defaultRetryLaw: RetryLaw = { attempts: 4, baseMs: 500, maxMs: 8000, capMs: 60_000 };

const visible: ReadonlySet<StreamEvent["type"]> = new Set(["text-delta", "thinking-delta", "tool-start", "tool-end", "part"]);

/**
 * Tries again what may succeed on another attempt, and only until something was shown: after the first visible event
 * the answer stands as it is. Each wait is told by a `retry` event before it begins.
 */
export function retrying(
  stream: ModelStream,
  clock: Clock,
  law: RetryLaw = defaultRetryLaw,
  random: () => number = Math.random,
): ModelStream {
  return async function* retry(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    for (let attempt = 1; ; attempt++) {
      const failure = yield* untilShown(stream(request));
      if (failure === undefined) return;
      const delayMs = failure.retryAfterMs ?? Math.min(law.baseMs * 2 ** (attempt - 1), law.maxMs) * random();
      if (attempt >= law.attempts || delayMs > law.capMs) {
        yield { type: "error", error: gaveUp(failure, attempt, delayMs > law.capMs ? delayMs : undefined) };
        return;
      }
      yield { type: "retry", attempt, delayMs, error: failure };
      try {
        await clock.sleep(delayMs, request.signal);
      } catch (thrown) {
        yield { type: "error", error: request.signal.aborted ? new AinError("cancelled", "Cancelled.") : toAinError(thrown) };
        return;
      }
    }
  };
}

/** Passes one attempt on; returns the failure that may be tried again, or nothing where the attempt has the last word. */
async function* untilShown(attempt: AsyncIterable<StreamEvent>): AsyncGenerator<StreamEvent, AinError | undefined> {
  let shown = false;
  const early: StreamEvent[] = [];
  for await (const event of attempt) {
    if (shown) {
      yield event;
      continue;
    }
    const failure = failureOf(event);
    if (failure?.retryable === true) return failure;
    if (failure === undefined && !visible.has(event.type) && event.type !== "finish") {
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
  return new AinError("interrupted", "The connection ended before the answer began.");
}

function gaveUp(failure: AinError, attempts: number, tooLongMs: number | undefined): AinError {
  if (tooLongMs !== undefined) {
    const wait = duration(tooLongMs);
    return retold(failure, {
      message: withinSentence(failure.message, `; it asks to wait ${wait}`),
      actions: [`Come back in ${wait}, or use another model: -m PROVIDER/MODEL`],
    });
  }
  return attempts > 1 ? retold(failure, { message: withinSentence(failure.message, ` (tried ${attempts} times)`) }) : failure;
}

/** `90 seconds`, `60 minutes`, `2.5 hours`: rounded up, so that nobody comes back too early. */
function duration(ms: number): string {
  if (ms <= 120_000) return `${Math.ceil(ms / 1000)} seconds`;
  if (ms <= 7_200_000) return `${Math.ceil(ms / 60_000)} minutes`;
  return `${Math.ceil(ms / 360_000) / 10} hours`;
}
