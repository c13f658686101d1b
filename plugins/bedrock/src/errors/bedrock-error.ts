import {
  beginningOf,
  errorOf,
  filled,
  streamErrorOf,
  vendorErrorOf,
  type ErrorContext,
  type VendorError,
} from "@ainative-code/provider-kit";
import type { AinError, FetchResponse } from "@ainative-code/sdk";
import { mayBeAskedAgain } from "./classify-error.ts";

/** The error of an answer that is none; `undefined` where it looks like one. Reads the body of a refusal. */
export async function refusalIn(response: FetchResponse, context: ErrorContext): Promise<AinError | undefined> {
  return response.ok ? streamErrorOf(response, context) : httpRefusal(response, context);
}

/** The error of a refused request: AWS puts its type into a header, and into the body as well at times. */
export async function httpRefusal(response: FetchResponse, context: ErrorContext): Promise<AinError> {
  const { status, headers } = response;
  const body = await beginningOf(response.body);
  return told(typed(vendorErrorOf(body), filled(headers["x-amzn-errortype"])), { ...context, status, headers, body });
}

/** The error of an exception that came inside a stream. */
export function exceptionOf(type: string, payload: string, context: ErrorContext): AinError {
  return told(typed(vendorErrorOf(payload), type), context);
}

function told(vendor: VendorError, answer: Parameters<typeof errorOf>[1]): AinError {
  const retryable = mayBeAskedAgain(vendor);
  return errorOf(vendor, retryable === undefined ? answer : { ...answer, retryable });
}

function typed(vendor: VendorError, type: string | undefined): VendorError {
  const { raw } = vendor;
  const name = (type ?? filled(raw?.["__type"]) ?? vendor.type)?.replace(/^.*#/, "").replace(/:.*$/, "");
  return { ...vendor, type: name, message: vendor.message ?? filled(raw?.["Message"]) };
}
