import { AinError } from "@ainative-code/sdk";

/**
 * What the promise gives, or `cancelled` when the signal aborts first. The work itself goes on, for others may wait for it
 * too.
 */
export async function waitFor<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void =>
    aborted.reject(new AinError("cancelled", "The wait for the MCP server was cancelled.", { cause: signal.reason }));
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    aborted.promise.catch(() => undefined);
  }
}
