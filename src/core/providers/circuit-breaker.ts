import type { AinError, ErrorCode, ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { retold, withinSentence } from "../errors/retold.ts";
import { duration } from "../retry/retry-law.ts";
import type { ModelStream } from "./model-stream.ts";

/** What is known of one model's health. One for each provider and model, kept for the process. */
export interface Circuit {
  /** Requests in a row that failed for good. */
  failures: number;
  /** Not asked before then, in milliseconds since the epoch. */
  closedUntil: number;
  /** A request is on its way that finds out whether it is well again. */
  probing: boolean;
  lastFailure: AinError | undefined;
}

export interface CircuitLaw {
  /** So many requests in a row, each with all its retries, have to fail. */
  readonly failures: number;
  /** The first pause in milliseconds, doubled each time the request after it fails too. */
  readonly pauseMs: number;
  readonly longestMs: number;
}

/** A request has four attempts: three in a row are twelve failures over a minute, no hiccup any more. */
const defaultCircuitLaw: CircuitLaw = { failures: 3, pauseMs: 30_000, longestMs: 300_000 };

/** The failures that say that the other side is not well. A refusal of any kind says that it is. */
const unwell: ReadonlySet<ErrorCode> = new Set(["server", "overloaded", "network", "timeout", "interrupted"]);

const another = "Use another model: -m PROVIDER/MODEL";

export function newCircuit(): Circuit {
  return { failures: 0, closedUntil: 0, probing: false, lastFailure: undefined };
}

/**
 * Spares a model that fails again and again, and whoever would wait for it: after `failures` requests in a row it is not
 * asked for a while, then by one request alone. Both are told in the error. Goes around the retry law.
 */
export function circuitBreaking(stream: ModelStream, clock: Clock, circuit: Circuit, law = defaultCircuitLaw): ModelStream {
  return async function* guarded(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    const refusal = refusalOf(circuit, clock.now(), law);
    if (refusal !== undefined) {
      yield { type: "error", error: refusal };
      return;
    }
    const isProbe = circuit.failures >= law.failures;
    if (isProbe) circuit.probing = true;
    try {
      for await (const event of stream(request)) yield judged(event, circuit, clock, law);
    } finally {
      // Also where nobody wanted the rest of the answer: that says nothing about its health.
      if (isProbe) circuit.probing = false;
    }
  };
}

function refusalOf({ failures, closedUntil, probing, lastFailure }: Circuit, now: number, law: CircuitLaw): AinError | undefined {
  if (lastFailure === undefined || failures < law.failures || (now >= closedUntil && !probing)) return undefined;
  const when =
    now < closedUntil
      ? `it is asked again in ${duration(closedUntil - now)}`
      : "another request is finding out whether it is well again";
  return retold(lastFailure, {
    message: withinSentence(
      `Not asked: ${failures} requests in a row have failed, and ${when}. The last failure: ${lastFailure.message}`,
      "",
    ),
    actions: [another, ...lastFailure.actions],
  });
}

function judged(event: StreamEvent, circuit: Circuit, clock: Clock, law: CircuitLaw): StreamEvent {
  if (event.type === "finish") Object.assign(circuit, newCircuit());
  if (event.type !== "error" || event.error.code === "cancelled") return event;
  const { error } = event;
  if (!error.retryable || !unwell.has(error.code)) {
    Object.assign(circuit, newCircuit());
    return event;
  }
  circuit.failures += 1;
  circuit.lastFailure = error;
  if (circuit.failures < law.failures) return event;
  const pauseMs = Math.min(law.pauseMs * 2 ** (circuit.failures - law.failures), law.longestMs);
  circuit.closedUntil = clock.now() + pauseMs;
  const told = `; that is ${circuit.failures} requests in a row, so it is not asked again for ${duration(pauseMs)}`;
  return {
    type: "error",
    error: retold(error, { message: withinSentence(error.message, told), actions: [another, ...error.actions] }),
  };
}
