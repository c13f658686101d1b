import type { ErrorCode } from "@ainative-code/sdk";
import type { VendorError } from "@ainative-code/provider-kit";
import { isLastingQuota, reasonOf } from "./error-details.ts";

/** `ErrorInfo.reason`. */
const byReason: Readonly<Record<string, ErrorCode>> = {
  API_KEY_INVALID: "auth",
  API_KEY_EXPIRED: "auth",
  ACCESS_TOKEN_EXPIRED: "auth",
  ACCESS_TOKEN_TYPE_UNSUPPORTED: "auth",
  CREDENTIALS_MISSING: "auth",
  BILLING_DISABLED: "billing",
  SERVICE_DISABLED: "forbidden",
  CONSUMER_INVALID: "forbidden",
  CONSUMER_SUSPENDED: "forbidden",
  API_KEY_SERVICE_BLOCKED: "forbidden",
  API_KEY_HTTP_REFERRER_BLOCKED: "forbidden",
  API_KEY_IP_ADDRESS_BLOCKED: "forbidden",
};

/** `error.status`, one of Google's canonical codes. */
const byStatus: Readonly<Record<string, ErrorCode>> = {
  UNAUTHENTICATED: "auth",
  PERMISSION_DENIED: "forbidden",
  RESOURCE_EXHAUSTED: "rate-limit",
  UNAVAILABLE: "overloaded",
  INTERNAL: "server",
  UNKNOWN: "server",
  ABORTED: "server",
  CANCELLED: "server",
  DATA_LOSS: "server",
  DEADLINE_EXCEEDED: "timeout",
  UNIMPLEMENTED: "unsupported",
};

const saidInWords: ReadonlySet<string> = new Set(["INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE"]);

/** The last resort: what these say in words. The first that matches counts. */
const byWords: readonly (readonly [RegExp, ErrorCode])[] = [
  [/(input )?token count .*exceeds|exceeds the maximum number of tokens|context (window|length)/i, "context-overflow"],
  [/api key (not valid|expired|not found)/i, "auth"],
  [/enable billing|billing (account|is|has)|prepayment credits/i, "billing"],
  [/location is not supported/i, "forbidden"],
  [/thought.?signature/i, "stale-state"],
  [/payload size exceeds|request (is|payload).* too large|exceeds the limit.*bytes/i, "request-too-large"],
  [/unknown name "|cannot find field/i, "unsupported"],
  [/not (supported|enabled|allowed)|unsupported|does not support|only works in thinking mode/i, "unsupported"],
  [/supported range is from/i, "unsupported"],
];

/** What an error means, from the vendor's fields; `undefined` where the HTTP status says as much. */
export function classifyGeminiError(error: VendorError, status: number | undefined): ErrorCode | undefined {
  const reason = reasonOf(error);
  const known = reason === undefined ? undefined : byReason[reason];
  if (known !== undefined) return known;
  const kind = error.type ?? "";
  const words = error.message ?? "";
  if (kind === "NOT_FOUND") return /cached.?content|\bfile\b/i.test(words) ? "invalid-request" : "unknown-model";
  if ((kind === "RESOURCE_EXHAUSTED" || status === 429) && isLastingQuota(error)) return "billing";
  if (kind === "PERMISSION_DENIED" && /api key .*(leaked|invalid)/i.test(words)) return "auth";
  const typed = byStatus[kind];
  if (typed !== undefined) return typed;
  if (!saidInWords.has(kind) && status !== 400) return undefined;
  return byWords.find(([pattern]) => pattern.test(words))?.[1];
}
