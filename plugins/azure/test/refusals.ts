import type { ErrorFixture } from "@ainative-code/test-kit";

type Meaning = Pick<ErrorFixture, "code" | "retryable"> & Partial<ErrorFixture>;

function refusal(name: string, status: number, error: Readonly<Record<string, unknown>>, meaning: Meaning): ErrorFixture {
  const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin });
  return { name, status, body: JSON.stringify({ error: { message: "Azure's words.", ...error } }), config, ...meaning };
}

const final = (code: ErrorFixture["code"]): Meaning => ({ code, retryable: false });
const passing = (code: ErrorFixture["code"], more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: true, ...more });

/** A zero says nothing: the wait is the other header's. */
const limited = passing("rate-limit", { headers: { "retry-after": "1", "retry-after-ms": "0" }, retryAfterMs: 1000 });

/** What Azure's refusals mean. */
export const errors: readonly ErrorFixture[] = [
  refusal("a wrong key", 401, { code: "401", message: "Access denied due to invalid subscription key." }, final("auth")),
  refusal("an account without the role", 401, { code: "PermissionDenied" }, final("forbidden")),
  refusal("a firewall", 403, { code: "403", message: "Denied due to Virtual Network/Firewall rules." }, final("forbidden")),
  refusal("an unknown deployment", 404, { code: "DeploymentNotFound" }, final("unknown-model")),
  refusal("an address that is none", 404, { code: "404", message: "Resource not found" }, final("invalid-request")),
  refusal("a limit", 429, { code: "RateLimitReached" }, limited),
  refusal("no capacity", 429, { code: "NoCapacity" }, passing("overloaded")),
  refusal("an account that is used up", 429, { code: "insufficient_quota" }, final("billing")),
  refusal("a blocked prompt", 400, { code: "content_filter", param: "prompt" }, final("content-filter")),
  refusal("too long a conversation", 400, { code: "context_length_exceeded" }, final("context-overflow")),
  refusal("a wire format the model does not speak", 400, { code: "OperationNotSupported" }, final("unsupported")),
  refusal("a trouble of its own", 500, { code: "InternalServerError" }, passing("server")),
  refusal("a gateway without a service behind it", 503, { code: "ServiceUnavailable" }, passing("overloaded")),
];
