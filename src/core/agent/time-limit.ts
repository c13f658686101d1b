import { AinError } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { duration } from "../retry/retry-law.ts";

/**
 * Lets `begin` go on for so many milliseconds and then aborts its signal, with `timeout` as the reason; no limit where
 * `limitMs` is `undefined`. What begins it ends by itself when its signal aborts.
 */
export async function* withinTime<T>(
  begin: (signal: AbortSignal) => AsyncGenerator<T, void>,
  limitMs: number | undefined,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  if (limitMs === undefined) {
    yield* begin(signal);
    return;
  }
  const [over, ended] = [new AbortController(), new AbortController()];
  void clock.sleep(limitMs, ended.signal).then(
    () => {
      over.abort(outOfTime(limitMs));
    },
    () => undefined,
  );
  try {
    yield* begin(AbortSignal.any([signal, over.signal]));
  } finally {
    ended.abort();
  }
}

function outOfTime(limitMs: number): AinError {
  return new AinError("timeout", `Stopped after ${duration(limitMs)}, as asked; what was said and done before is saved.`, {
    retryable: false,
    actions: [
      "Go on: ainative-code chat --continue -p continue",
      "Give it longer: --timeout SECONDS, or chat.timeoutSeconds in the config",
    ],
  });
}
