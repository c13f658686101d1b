import type { ErrorCode } from "@ainative-code/sdk";
import { filled, objectOr, type VendorError } from "@ainative-code/provider-kit";

/** `error.details.error_code`: the finest word the vendor has. */
const byDetail: Readonly<Record<string, ErrorCode>> = {
  enforced_spend_limit_reached: "billing",
  contract_spend_limit_reached: "billing",
  linked_organization_billing_unavailable: "billing",
  linked_organization_spend_limit_reached: "billing",
  ramp_limit_exceeded: "rate-limit",
  image_dimensions_too_large: "request-too-large",
  request_body_too_large_after_decoding: "request-too-large",
  organization_on_hold: "forbidden",
  sandbox_egress_restricted: "forbidden",
  compaction_signature_invalid: "stale-state",
  cmek_context_unavailable: "overloaded",
  cmek_key_unreachable: "overloaded",
};

/** `error.type`. */
const byType: Readonly<Record<string, ErrorCode>> = {
  authentication_error: "auth",
  billing_error: "billing",
  permission_error: "forbidden",
  request_too_large: "request-too-large",
  rate_limit_error: "rate-limit",
  conflict_error: "server",
  timeout_error: "timeout",
  api_error: "server",
  overloaded_error: "overloaded",
};

/** The last resort: what `invalid_request_error` and servers without types say in words. The first that matches counts. */
const byWords: readonly (readonly [RegExp, ErrorCode])[] = [
  [/prompt is too long|exceeds? (the )?context (limit|window)|input is too long/i, "context-overflow"],
  [/credit balance is too low|reached your specified .*usage limits|spend(ing)? limit/i, "billing"],
  [/\bthinking\b.*cannot be modified|invalid `?signature`?|bound to a different/i, "stale-state"],
  [/content filtering policy/i, "content-filter"],
  [/image exceeds .* maximum|request exceeds the maximum size|too many (images|pages)|many-image requests/i, "request-too-large"],
  [/extra inputs are not permitted|(is|are) not supported|does not support|not supported (on|by|for|with) /i, "unsupported"],
  [/max_tokens: \d+ > \d+/i, "unsupported"],
];

/** What an error means, from the vendor's fields; `undefined` where the HTTP status says as much. */
export function classifyAnthropicError(error: VendorError, status: number | undefined): ErrorCode | undefined {
  const details = objectOr(objectOr(error.raw?.["error"])?.["details"]);
  const detail = filled(details?.["error_code"]);
  const words = error.message ?? "";
  const finest = detail === undefined ? undefined : byDetail[detail];
  if (finest !== undefined) return finest;
  if (error.type === "not_found_error") return /^model\b/i.test(words) ? "unknown-model" : "invalid-request";
  const typed = error.type === undefined ? undefined : byType[error.type];
  if (typed !== undefined) return typed;
  if (error.type !== "invalid_request_error" && status !== 400 && status !== 404 && status !== 422) return undefined;
  if (status === 404 && /model/i.test(words)) return "unknown-model";
  return byWords.find(([pattern]) => pattern.test(words))?.[1];
}
