import type { AinError, FetchResponse } from "@ainative-code/sdk";
import { beginningOf, errorOf, httpErrorOf, type ErrorContext } from "./http-error.ts";
import { vendorErrorOf, worded } from "./vendor-error.ts";

/**
 * The error of an answer that should be a stream and is not: its status says so, or it is a JSON or HTML page with
 * status 200, as proxies and wrong base URLs give. `undefined` where it looks like a stream.
 */
export async function streamErrorOf(response: FetchResponse, context: ErrorContext): Promise<AinError | undefined> {
  const { ok, status, headers } = response;
  if (!ok) return await httpErrorOf(response, context);
  if (!/^\s*(application\/json|text\/html)\b/i.test(headers["content-type"] ?? "")) return undefined;
  const body = await beginningOf(response.body);
  const vendor = vendorErrorOf(body);
  const code = context.classify?.(vendor, undefined);
  const told = code === undefined ? worded("the answer is no event stream") : vendor;
  // The same address gives the same page again.
  const again = code === undefined ? { retryable: false } : {};
  return errorOf(told, { ...context, ...again, classify: () => code ?? "protocol", status, headers, body });
}
