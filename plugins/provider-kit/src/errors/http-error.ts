import { AinError, type ErrorCode, type FetchResponse } from "@ainative-code/sdk";
import { filled } from "../json.ts";
import { codeOfStatus } from "./code-of-status.ts";
import { nextStepsFor } from "./next-steps.ts";
import { redact } from "./redact.ts";
import { requestIdOf } from "./request-id.ts";
import { retryAfterMs, shouldRetry } from "./retry-after.ts";
import { sentenceOf } from "./sentence.ts";
import { vendorErrorOf, type VendorError } from "./vendor-error.ts";

/** How the failures of one vendor are told. */
export interface ErrorContext {
  /** The vendor, as a sentence names it: `OpenAI`, or the host of a base URL. */
  readonly who: string;
  /** What the vendor's own fields mean; `undefined` where they say no more than the status. */
  readonly classify?: (error: VendorError, status: number | undefined) => ErrorCode | undefined;
  /** Better next steps than the general ones. */
  readonly actions?: Partial<Record<ErrorCode, readonly string[]>>;
  /** Milliseconds the vendor's own fields ask to wait; headers count first. */
  readonly retryAfterMs?: (error: VendorError) => number | undefined;
  /** More of the vendor's fields to keep in the error's `details`. */
  readonly detailsOf?: (error: VendorError) => Readonly<Record<string, unknown>>;
  /** Values that must not be shown, for example the key that was sent. */
  readonly secrets?: readonly string[];
}

/** Bytes of an error body that are read. */
const maxBody = 64 * 1024;
/** Characters of an error body that are kept in `details`. */
const maxKept = 2048;

/** Makes the error of an answer whose status is no success; reads its body. */
export async function httpErrorOf(response: FetchResponse, context: ErrorContext): Promise<AinError> {
  const body = await beginningOf(response.body);
  return errorOf(vendorErrorOf(body), { ...context, status: response.status, headers: response.headers, body });
}

interface Answer extends ErrorContext {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it came. */
  readonly body?: string;
  /** Where it is known better than from the code and the headers. */
  readonly retryable?: boolean;
}

/** Makes the error of fields that are read already: of an error body, or of an error event inside a stream. */
export function errorOf(vendor: VendorError, answer: Answer): AinError {
  const { who, classify, actions, secrets, headers = {}, body } = answer;
  const status = answer.status ?? vendor.status;
  const code = classify?.(vendor, status) ?? (status === undefined ? "server" : codeOfStatus(status));
  const clean = (text: string): string => redact(text, secrets);
  const kept = body ?? (vendor.raw === undefined ? undefined : JSON.stringify(vendor.raw));
  return new AinError(code, sentenceOf(code, who, vendor.message === undefined ? undefined : clean(vendor.message)), {
    status,
    vendorCode: vendor.code ?? vendor.type,
    requestId: requestIdOf(headers) ?? filled(vendor.raw?.["request_id"]),
    retryAfterMs: retryAfterMs(headers) ?? answer.retryAfterMs?.(vendor),
    retryable: answer.retryable ?? shouldRetry(headers),
    actions: actions?.[code] ?? nextStepsFor(code),
    details: {
      ...answer.detailsOf?.(vendor),
      ...(vendor.param === undefined ? {} : { param: vendor.param }),
      ...(kept === undefined || kept === "" ? {} : { body: clean(kept).slice(0, maxKept) }),
    },
  });
}

/** The first 64 KiB of a body as text; what came, where it breaks off: the status says enough then. */
export async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= maxBody) break;
    }
  } catch {
    // What came is enough.
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, maxBody));
}
