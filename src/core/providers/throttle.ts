import { AinError, toAinError } from "@ainative-code/sdk";
import type { ProviderRequest, RateLimitEvent, StreamEvent } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { duration } from "../retry/retry-law.ts";
import type { ModelStream } from "./model-stream.ts";

/** What one limit of a vendor had left when it was last heard of, less what was asked since. */
interface Allowance {
  readonly name: string;
  readonly limit: number;
  readonly atMs: number;
  /** The time from `atMs` until it is full again. */
  readonly resetMs: number;
  remaining: number;
}

/** What is known of the limits of one model. One for each provider and model, kept for the process. */
export interface Throttle {
  allowances: readonly Allowance[];
  /** The vendor asked to be left alone until then, in milliseconds since the epoch. */
  restUntil: number;
  /** What the last request cost in tokens: the next one of a conversation costs no less. */
  lastTokens: number;
}

export interface ThrottleLaw {
  /** A longer wait is a failure that says when to come back. Milliseconds. */
  readonly capMs: number;
  /** A shorter one is not worth a word. */
  readonly toldMs: number;
}

/** As long as the retry law waits, and as short as nobody notices. */
const defaultThrottleLaw: ThrottleLaw = { capMs: 60_000, toldMs: 1000 };

export function newThrottle(): Throttle {
  return { allowances: [], restUntil: 0, lastTokens: 0 };
}

/**
 * Waits before a request that the vendor would refuse, by what it said of its limits: for this process all requests to
 * the model share what is left. A wait is told by a `retry` event of attempt 0. Goes around the retry law, which waits
 * for its own attempts.
 */
export function throttled(
  stream: ModelStream,
  clock: Clock,
  throttle: Throttle,
  law: ThrottleLaw = defaultThrottleLaw,
): ModelStream {
  return async function* paced(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    for (let wait = waitOf(throttle, clock.now()); wait !== undefined; wait = waitOf(throttle, clock.now())) {
      const error = tooFast(wait);
      if (wait.ms > law.capMs) {
        yield { type: "error", error };
        return;
      }
      if (wait.ms >= law.toldMs) yield { type: "retry", attempt: 0, delayMs: wait.ms, error };
      try {
        await clock.sleep(wait.ms, request.signal);
      } catch (thrown) {
        yield { type: "error", error: request.signal.aborted ? new AinError("cancelled", "Cancelled.") : toAinError(thrown) };
        return;
      }
    }
    take(throttle);
    for await (const event of stream(request)) {
      learn(throttle, event, clock.now());
      yield event;
    }
  };
}

interface Wait {
  readonly ms: number;
  readonly why: string;
}

/** The longest wait that anything known asks for. */
function waitOf(throttle: Throttle, now: number): Wait | undefined {
  const rest = { ms: throttle.restUntil - now, why: "it asked to be left alone for a while" };
  const waits = [rest, ...throttle.allowances.map((allowance) => waitFor(allowance, throttle, now))];
  return waits.filter(({ ms }) => ms > 0).sort((one, other) => other.ms - one.ms)[0];
}

/** A limit fills up evenly until it is full. */
function waitFor(allowance: Allowance, throttle: Throttle, now: number): Wait {
  const { name, limit, remaining, resetMs, atMs } = allowance;
  const need = Math.min(costOf(allowance, throttle), limit);
  const missing = need - remaining;
  const ms = missing <= 0 || limit <= remaining ? 0 : Math.ceil((resetMs * missing) / (limit - remaining)) - (now - atMs);
  return { ms, why: `of ${limit} ${name} there are ${Math.max(0, remaining)} left` };
}

function costOf({ name }: Pick<Allowance, "name">, { lastTokens }: Throttle): number {
  if (!/token/i.test(name)) return 1;
  return /output/i.test(name) ? 1 : Math.max(1, lastTokens);
}

function take(throttle: Throttle): void {
  for (const allowance of throttle.allowances) allowance.remaining -= costOf(allowance, throttle);
}

function learn(throttle: Throttle, event: StreamEvent, now: number): void {
  if (event.type === "rate-limit") throttle.allowances = allowancesOf(event, now);
  const usage = event.type === "usage" || event.type === "finish" ? event.usage : undefined;
  if (usage !== undefined) throttle.lastTokens = usage.input.fresh + usage.input.cacheWrite;
  if (event.type !== "error" && event.type !== "retry") return;
  const { code, retryAfterMs } = event.error;
  if (code === "rate-limit" && retryAfterMs !== undefined) throttle.restUntil = Math.max(throttle.restUntil, now + retryAfterMs);
}

function allowancesOf({ limits }: RateLimitEvent, atMs: number): readonly Allowance[] {
  return limits.flatMap(({ name, limit, remaining, resetMs }) =>
    limit === undefined || remaining === undefined || resetMs === undefined || limit <= 0
      ? []
      : [{ name, limit, remaining, resetMs, atMs }],
  );
}

function tooFast({ ms, why }: Wait): AinError {
  return new AinError("rate-limit", `The model can't be asked yet: ${why}.`, {
    retryAfterMs: ms,
    actions: [`Come back in ${duration(ms)}, or use another model: -m PROVIDER/MODEL`],
  });
}
