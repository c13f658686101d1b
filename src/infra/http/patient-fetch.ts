import { AinError, isAinError, type FetchOptions, type FetchResponse } from "@ainative-code/sdk";
import type { Clock } from "../../core/clock.ts";
import { defaultRetryLaw, delayAfter, gaveUp, type RetryLaw } from "../../core/retry/retry-law.ts";
import { statusFailure } from "../../core/retry/status-failure.ts";
import { abortError } from "./abort-error.ts";
import { attempt, type Answer, type AttemptContext, type Step } from "./attempt.ts";
import { fetchResponse } from "./fetch-response.ts";
import { bodyOf, wholeBody, wholeLimit } from "./limited-body.ts";
import { shownUrl } from "./shown-url.ts";

export interface PatientContext {
  readonly clock: Clock;
  readonly random?: () => number;
  readonly law?: RetryLaw;
  /** Told of a 401: what was resolved as the plugin's key is wrong. */
  readonly onRefusedKey?: () => void;
}

interface Tried {
  readonly response?: FetchResponse;
  /** What another attempt may heal. */
  readonly failure?: AinError;
}

/**
 * One request by the retry law, its answer read whole. What is bad to the end is given as it is, or thrown where there was
 * no answer.
 */
export async function patientFetch(
  context: AttemptContext & PatientContext,
  step: Step,
  options: FetchOptions,
  open: (answer: Answer) => Promise<FetchResponse>,
): Promise<FetchResponse> {
  const { clock, random = Math.random, law = defaultRetryLaw } = context;
  for (let count = 1; ; count++) {
    const { response, failure } = await tryOnce(context, step, options, open);
    if (response?.status === 401) context.onRefusedKey?.();
    if (response !== undefined && failure === undefined) return response;
    const problem = failure ?? new AinError("internal", "An attempt came to nothing.");
    const delayMs = delayAfter(problem, count, law, random);
    if (delayMs === undefined) {
      if (response !== undefined) return response;
      throw gaveUp(problem, count, law);
    }
    tellAgain(context, step, { attempt: count, delayMs, error: problem });
    await rest(clock, delayMs, options.signal);
  }
}

async function tryOnce(
  context: AttemptContext & PatientContext,
  step: Step,
  options: FetchOptions,
  open: (answer: Answer) => Promise<FetchResponse>,
): Promise<Tried> {
  const { sendOverGot } = await import("./send-over-got.ts");
  try {
    const answer = await attempt(context, step, options, sendOverGot);
    const { exchange: { response: message }, url } = answer;
    const bytes = await wholeBody((await open(answer)).body[Symbol.asyncIterator](), options.maxBytes ?? wholeLimit, url);
    const response = fetchResponse({ message, url, body: bodyOf(bytes), maxBytes: undefined });
    const failure = statusFailure(response, url.host, context.clock.now());
    return failure === undefined ? { response } : { response, failure };
  } catch (thrown) {
    if (isAinError(thrown) && thrown.retryable && options.signal?.aborted !== true) return { failure: thrown };
    throw thrown;
  }
}

async function rest(clock: Clock, ms: number, signal = new AbortController().signal): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (thrown) {
    throw signal.aborted ? abortError(signal) : thrown;
  }
}

function tellAgain({ log, request }: AttemptContext, { method, url }: Step, why: Readonly<Record<string, unknown>>): void {
  log.info("request again", { request, method, url: shownUrl(url), ...why });
}
