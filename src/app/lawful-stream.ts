import { circuitBreaking, newCircuit } from "../core/providers/circuit-breaker.ts";
import type { Circuit } from "../core/providers/circuit-breaker.ts";
import { formatModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { ModelStream } from "../core/providers/model-stream.ts";
import { retrying } from "../core/providers/retry.ts";
import { newThrottle, throttled } from "../core/providers/throttle.ts";
import type { Throttle } from "../core/providers/throttle.ts";
import { systemClock } from "./clock.ts";

/** What this process has learned of each model. */
const known = new Map<string, { readonly circuit: Circuit; readonly throttle: Throttle }>();

/** One attempt made a request by the laws of all providers: paced, tried again, and not made where it is in vain. */
export function lawfulStream(model: ModelRef, attempt: ModelStream, onAuthFailure: () => boolean): ModelStream {
  const name = formatModelRef(model);
  const { circuit, throttle } = known.get(name) ?? { circuit: newCircuit(), throttle: newThrottle() };
  known.set(name, { circuit, throttle });
  const tried = retrying(attempt, systemClock, { onAuthFailure });
  return circuitBreaking(throttled(tried, systemClock, throttle), systemClock, circuit);
}
