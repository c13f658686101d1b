import { AinError, isAinError } from "@ainative-code/sdk";

/**
 * What an aborted call throws: the signal's own `AinError` where it carries one, `timeout` for a time limit somebody set
 * (`AbortSignal.timeout`), `cancelled` for everything else.
 */
export function abortError(signal: AbortSignal): AinError {
  const reason: unknown = signal.reason;
  if (isAinError(reason)) return reason;
  if (reason instanceof Error && reason.name === "TimeoutError") {
    return new AinError("timeout", "The time limit for this request was reached.", {
      actions: ["Try again, or allow more time"],
      cause: reason,
    });
  }
  return new AinError("cancelled", "Cancelled.", { cause: reason });
}
