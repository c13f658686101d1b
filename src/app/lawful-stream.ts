import { auditingStream } from "../core/audit/auditing-stream.ts";
import { circuitBreaking, newCircuit } from "../core/providers/circuit-breaker.ts";
import type { Circuit } from "../core/providers/circuit-breaker.ts";
import { formatModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { ModelStream } from "../core/providers/model-stream.ts";
import { retrying } from "../core/providers/retry.ts";
import { newThrottle, throttled } from "../core/providers/throttle.ts";
import type { Throttle } from "../core/providers/throttle.ts";
import { systemClock } from "./clock.ts";
import type { Services } from "./services.ts";

/** What this process has learned of each model. */
const known = new Map<string, { readonly circuit: Circuit; readonly throttle: Throttle }>();

type LawKeeper = Pick<Services, "audit" | "forgetSecrets">;

/** One attempt made a request by the laws of all providers: paced, tried again, and not made where it is in vain. */
export function lawfulStream(services: LawKeeper, model: ModelRef, plugin: string, attempt: ModelStream): ModelStream {
  const name = formatModelRef(model);
  const { circuit, throttle } = known.get(name) ?? { circuit: newCircuit(), throttle: newThrottle() };
  known.set(name, { circuit, throttle });
  const audited = auditingStream(attempt, name, services.audit);
  const tried = retrying(audited, systemClock, { onAuthFailure: () => services.forgetSecrets(plugin) });
  return circuitBreaking(throttled(tried, systemClock, throttle), systemClock, circuit);
}
