import type { AinError, FetchResponse } from "@ainative-code/sdk";
import { errorOf, httpErrorOf, type ErrorContext } from "./http-error.ts";

/**
 * The error of an answer that should be a stream and is not: its status says so, or it is a JSON or HTML page with
 * status 200, as proxies and wrong base URLs give. `undefined` where it looks like a stream.
 */
export async function streamErrorOf(response: FetchResponse, context: ErrorContext): Promise<AinError | undefined> {
  if (!response.ok) return await httpErrorOf(response, context);
  if (!/^\s*(application\/json|text\/html)\b/i.test(response.headers["content-type"] ?? "")) return undefined;
  const found = await httpErrorOf(response, { ...context, classify: (vendor) => context.classify?.(vendor, undefined) ?? "protocol" });
  if (found.code !== "protocol") return found;
  return errorOf(
    { message: "the answer is no event stream", code: undefined, type: undefined, param: undefined, status: undefined, raw: undefined },
    { ...context, classify: () => "protocol", status: response.status, headers: response.headers, body: bodyIn(found) },
  );
}

function bodyIn(error: AinError): string {
  const body = error.details?.["body"];
  return typeof body === "string" ? body : "";
}
