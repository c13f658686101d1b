import type { ErrorCode } from "@ainative-code/sdk";
import type { VendorError } from "../errors/vendor-error.ts";

/** Codes and types of OpenAI, Azure and compatible servers that say more than their HTTP status. */
const byField: Readonly<Record<string, ErrorCode>> = {
  insufficient_quota: "billing",
  billing_hard_limit_reached: "billing",
  billing_not_active: "billing",
  account_deactivated: "forbidden",
  invalid_api_key: "auth",
  authentication_error: "auth",
  invalid_authentication: "auth",
  permission_error: "forbidden",
  permission_denied: "forbidden",
  unsupported_country_region_territory: "forbidden",
  model_not_found: "unknown-model",
  deploymentnotfound: "unknown-model",
  context_length_exceeded: "context-overflow",
  exceed_context_size_error: "context-overflow",
  too_many_prompt_tokens: "context-overflow",
  string_above_max_length: "request-too-large",
  request_too_large: "request-too-large",
  rate_limit_exceeded: "rate-limit",
  rate_limit_error: "rate-limit",
  ratelimitreached: "rate-limit",
  too_many_requests: "rate-limit",
  permissiondenied: "forbidden",
  nocapacity: "overloaded",
  overloaded_error: "overloaded",
  service_unavailable_error: "overloaded",
  engine_overloaded: "overloaded",
  slow_down: "overloaded",
  server_error: "server",
  internal_error: "server",
  internal_server_error: "server",
  vector_store_timeout: "server",
  content_filter: "content-filter",
  content_policy_violation: "content-filter",
  responsibleaipolicyviolation: "content-filter",
  bio_policy: "content-filter",
  cyber_policy: "content-filter",
  misalignment_policy_violation: "content-filter",
  image_content_policy_violation: "content-filter",
  data_residency_mismatch: "forbidden",
  invalid_prompt: "invalid-request",
  unsupported_parameter: "unsupported",
  unsupported_value: "unsupported",
  unsupported_model: "unsupported",
  operationnotsupported: "unsupported",
  unsupported_api_for_model: "unsupported",
  invalid_encrypted_content: "stale-state",
  previous_response_not_found: "stale-state",
  tool_use_failed: "protocol",
};

/** The last resort: words that servers without codes use. The first that matches counts. */
const byWords: readonly (readonly [RegExp, ErrorCode])[] = [
  [/encrypted content is not supported|^unsupported (parameter|value)/i, "unsupported"],
  [/maximum context length|context (window|length) exceeded/i, "context-overflow"],
  [/exceeds? the (available )?context (window|size|length)/i, "context-overflow"],
  [/(prompt|input|total length of all messages) is too long|too many (prompt|input) tokens/i, "context-overflow"],
  [/without its required following item|item with id .* not found/i, "stale-state"],
  [/encrypted content .* could not be (verified|decrypted)/i, "stale-state"],
  [/model .*(does not exist|not found|has been deprecated|is not available)|no such model|unknown model/i, "unknown-model"],
];

/** What an error means, from the vendor's fields; `undefined` where the HTTP status says as much. */
export function classifyOpenAiError(error: VendorError, status: number | undefined): ErrorCode | undefined {
  for (const field of [error.code, error.type]) {
    const code = field === undefined ? undefined : byField[field.toLowerCase()];
    if (code !== undefined) return code;
  }
  if (status !== undefined && status !== 400 && status !== 404 && status !== 422) return undefined;
  return byWords.find(([words]) => words.test(error.message ?? ""))?.[1];
}
