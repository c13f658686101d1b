import { AinError, type FetchOptions } from "@ainative-code/sdk";
import { seconds } from "./await-head.ts";

/** The options with a signal that also aborts when the time for the whole of it, the body included, is up. */
export function timeLimited(options: FetchOptions, url: URL): FetchOptions {
  const { timeoutMs, signal } = options;
  if (timeoutMs === undefined) return options;
  const limit = new AbortController();
  // Not taken back when all is well: an abort of what has ended does nothing, and the timer holds nothing up.
  setTimeout(() => limit.abort(tooSlow(url, timeoutMs)), timeoutMs).unref();
  return { ...options, signal: signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]) };
}

function tooSlow(url: URL, ms: number): AinError {
  return new AinError("timeout", `${url.host} was not done within ${seconds(ms)}.`, {
    actions: ["Try again, or allow more time"],
  });
}
