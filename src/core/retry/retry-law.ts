import type { AinError } from "@ainative-code/sdk";
import { retold, withinSentence } from "../errors/retold.ts";

export interface RetryLaw {
  /** Attempts in all. */
  readonly attempts: number;
  /** First wait, doubled each time. Milliseconds. */
  readonly baseMs: number;
  /** Longest wait chosen by ourselves. */
  readonly maxMs: number;
  /** Longest wait done because the other side asked for it; above it the user is told to come back. */
  readonly capMs: number;
}

/** What vendors' own clients do: 0.5 s doubling to 8 s; a minute is as long as a person waits without a word. */
export const defaultRetryLaw: RetryLaw = { attempts: 4, baseMs: 500, maxMs: 8000, capMs: 60_000 };

/** Milliseconds to wait before the next attempt after the `attempt`th one failed; nothing where it was the last. */
export function delayAfter(failure: AinError, attempt: number, law: RetryLaw, random: () => number): number | undefined {
  const delayMs = wishedDelay(failure, attempt, law, random);
  return attempt >= law.attempts || delayMs > law.capMs ? undefined : delayMs;
}

/** The failure as it is told when no further attempt is made. `moreActions` come before those of the failure. */
export function gaveUp(failure: AinError, attempts: number, law: RetryLaw, moreActions: readonly string[] = []): AinError {
  const { retryAfterMs } = failure;
  if (retryAfterMs !== undefined && retryAfterMs > law.capMs) {
    const wait = duration(retryAfterMs);
    return retold(failure, {
      message: withinSentence(failure.message, `; it asks to wait ${wait}`),
      actions: [[`Come back in ${wait}`, ...moreActions].join(", or ")],
    });
  }
  return attempts > 1 ? retold(failure, { message: withinSentence(failure.message, ` (tried ${attempts} times)`) }) : failure;
}

/**
 * True where a key may have been changed meanwhile: it is worth asking for it again, once. Not every vendor says it with a
 * 401. A proxy's refusal (407) is no such thing, nor is a key that never reached anybody.
 */
export function isRefusedKey({ code, status }: AinError): boolean {
  return code === "auth" && status !== undefined && status !== 407;
}

/** `90 seconds`, `60 minutes`, `2.5 hours`: rounded up, so that nobody comes back too early. */
export function duration(ms: number): string {
  if (ms <= 120_000) return counted(Math.ceil(ms / 1000), "second");
  if (ms <= 7_200_000) return `${Math.ceil(ms / 60_000)} minutes`;
  return `${Math.ceil(ms / 360_000) / 10} hours`;
}

function wishedDelay(failure: AinError, attempt: number, law: RetryLaw, random: () => number): number {
  return failure.retryAfterMs ?? Math.min(law.baseMs * 2 ** (attempt - 1), law.maxMs) * random();
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
