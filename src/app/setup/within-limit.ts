import { AinError } from "@ainative-code/sdk";

/** Work that has to end within so many milliseconds: `timeout` where it does not, the reason of `signal` where that aborts. */
export async function withinLimit<T>(
  signal: AbortSignal,
  limitMs: number,
  what: string,
  work: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await work(AbortSignal.any([signal, limit]));
  } catch (thrown) {
    signal.throwIfAborted();
    if (!limit.aborted) throw thrown;
    throw new AinError("timeout", `${what} took longer than ${limitMs / 1000} seconds.`, {
      actions: ["Try again", "Or leave the test out: --skip-test"],
    });
  }
}
