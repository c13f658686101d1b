import { auditingStream } from "../core/audit/auditing-stream.ts";
import { budgeted } from "../core/budget/budgeted-stream.ts";
import type { Purse } from "../core/budget/purse.ts";
import { circuitBreaking, newCircuit } from "../core/providers/circuit-breaker.ts";
import type { Circuit } from "../core/providers/circuit-breaker.ts";
import { idleWatched } from "../core/providers/idle-watch.ts";
import { formatModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { ModelStream } from "../core/providers/model-stream.ts";
import { retrying } from "../core/providers/retry.ts";
import { newThrottle, throttled } from "../core/providers/throttle.ts";
import type { Throttle } from "../core/providers/throttle.ts";
import { hastyRetryLaw, hastyThrottleLaw } from "../core/retry/hasty-law.ts";
import { systemClock } from "./clock.ts";
import type { Services } from "./services.ts";

/** What this process has learned of each model. */
const known = new Map<string, { readonly circuit: Circuit; readonly throttle: Throttle }>();

type LawKeeper = Pick<Services, "audit" | "forgetSecrets" | "noteLeftovers">;

export interface LawfulOptions {
  /** Milliseconds without an event. */
  readonly idleMs: number;
  /** Another model waits behind this one. */
  readonly hasty: boolean;
  /** Each attempt is asked for, and paid, here; nobody counts what is spent without it. */
  readonly purse?: Purse;
}

/**
 * One attempt made a request by the laws of all providers: watched, paced, tried again, and not made where it is in vain.
 */
export function lawfulStream(
  services: LawKeeper,
  { model, plugin }: { readonly model: ModelRef; readonly plugin: string },
  attempt: ModelStream,
  { idleMs, hasty, purse }: LawfulOptions,
): ModelStream {
  const name = formatModelRef(model);
  const { circuit, throttle } = known.get(name) ?? { circuit: newCircuit(), throttle: newThrottle() };
  known.set(name, { circuit, throttle });
  const watched = idleWatched(attempt, systemClock, { idleMs, onLate: services.noteLeftovers });
  const audited = auditingStream(watched, name, services.audit);
  const paid = purse === undefined ? audited : budgeted(audited, model, purse);
  const onAuthFailure = (): boolean => services.forgetSecrets(plugin);
  const tried = retrying(paid, systemClock, { onAuthFailure, ...(hasty ? { law: hastyRetryLaw } : {}) });
  return circuitBreaking(throttled(tried, systemClock, throttle, hasty ? hastyThrottleLaw : undefined), systemClock, circuit);
}
