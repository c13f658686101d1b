import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import { defineProviderTests, geminiGenerateContent, type ErrorFixture, type ProviderFixture } from "@ainative-code/test-kit";
import gemini from "../src/provider.ts";

const secret = "AIza-conformance-0123456789";
const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin });

function fixture(name: string, expected: NonNullable<ProviderFixture["expected"]>): ProviderFixture {
  const body = readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`));
  return { name, body, dialect: geminiGenerateContent, config, expected };
}

const read = (path: string): readonly [string, unknown] => ["read", { path }];
const pasta = { name: "Pasta", steps: [{ do: "boil", minutes: 9.5 }, { do: null }], "with salt": true };

const fixtures: readonly ProviderFixture[] = [
  fixture("text", { stop: "stop", text: "Grüß dich, 世界 🌍!" }),
  fixture("bom-comments-lf", { stop: "stop", text: "One\nTwo" }),
  fixture("thinking-signed-empty-text", { stop: "stop", thinking: "First read, then act.", text: "There are **3**." }),
  fixture("signature-inside-text", { stop: "stop", text: "Hello. Bye." }),
  fixture("signed-thinking", { stop: "stop", thinking: "Quietly.", text: "Yes." }),
  fixture("parallel-calls-first-signed", { stop: "tool-calls", text: "Looking.", calls: [read("a.txt"), read("b.txt")] }),
  fixture("calls-without-ids", {
    stop: "tool-calls",
    calls: [read("a"), ["read", { path: "b", lines: [1, 2.5], deep: { x: null } }]],
  }),
  fixture("calls-with-one-id", { stop: "tool-calls", calls: [read("a"), read("b")] }),
  fixture("call-without-arguments", { stop: "tool-calls", calls: [["list", {}]] }),
  fixture("calls-in-pieces", {
    stop: "tool-calls",
    calls: [
      ["cook", pasta],
      ["serve", { to: "me" }],
    ],
  }),
  fixture("call-in-pieces-never-ended", { stop: "malformed-tool-call", calls: [] }),
  fixture("length-in-call-in-pieces", { stop: "length", text: "Writing.", calls: [["cook", { name: "soup" }]] }),
  fixture("length", { stop: "length", text: "1, 2, 3" }),
  fixture("safety", { stop: "content-filter", text: "Once upon" }),
  fixture("prompt-blocked", { stop: "content-filter", text: "" }),
  fixture("malformed-call", { stop: "malformed-tool-call", text: "Let me", calls: [] }),
  fixture("unexpected-call", { stop: "malformed-tool-call", calls: [] }),
  fixture("other-reasons", { stop: "other", text: "Ja" }),
  fixture("code-execution", { stop: "stop", text: "I count. It is 2.", calls: [] }),
  fixture("server-tools", { stop: "tool-calls", calls: [["list", {}]] }),
  fixture("grounded", { stop: "stop", text: "Grüßend: es regnet." }),
  fixture("recited", { stop: "stop", text: "To be, or not to be" }),
  fixture("image-out", { stop: "stop", text: "Here: " }),
  fixture("parts-of-tomorrow", { stop: "stop", text: "Seen." }),
  fixture("interleaved-thinking", { stop: "tool-calls", thinking: "One.Two.", text: "\n\nDone.", calls: [["list", {}]] }),
  fixture("thoughts-only", { stop: "stop", thinking: "Hm.", text: "" }),
  fixture("nothing", { stop: "stop", text: "" }),
  fixture("usage-at-the-end-only", { stop: "stop", text: "Hi!" }),
  fixture("continuation-without-token", { stop: "other", text: "Chapter 1" }),
  fixture("error-first", { error: "overloaded", text: "" }),
  fixture("error-array", { error: "server", text: "" }),
  fixture("error-after-output", { error: "rate-limit", text: "Half" }),
  fixture("error-behind-the-end", { stop: "stop", text: "Whole." }),
  fixture("cut-behind-call", { stop: "interrupted", text: "I write", calls: [["write", { path: "a" }]] }),
  fixture("cut-in-event", { stop: "interrupted", text: "I write" }),
  fixture("garbage", { error: "protocol", text: "Hi" }),
  fixture("after-the-end", { stop: "stop", text: "End.", calls: [] }),
  fixture("unspecified-reason", { stop: "stop", text: "Hi!" }),
  fixture("many-candidates", { stop: "stop", text: "First." }),
];

type Meaning = Pick<ErrorFixture, "code" | "retryable"> & Partial<ErrorFixture>;

function refusal(name: string, status: number, body: unknown, meaning: Meaning): ErrorFixture {
  return { name, status, body: typeof body === "string" ? body : JSON.stringify(body), config, ...meaning };
}

const error = (status: string, message = "Words of the server.", ...details: readonly unknown[]): unknown => ({
  error: { code: 400, message, status, ...(details.length === 0 ? {} : { details }) },
});
const invalid = (message: string): unknown => error("INVALID_ARGUMENT", message);
const info = (reason: string): unknown => ({ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason });
const quota = (violation: object): unknown => ({
  "@type": "type.googleapis.com/google.rpc.QuotaFailure",
  violations: [violation],
});
const retry = (retryDelay: string): unknown => ({ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay });

const final = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: false, ...more });
const passing = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: true, ...more });

const tooLong = "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).";
const perDay = quota({ quotaId: "GenerateRequestsPerDayPerProjectPerModel-FreeTier", quotaValue: "50" });
const perMinute = quota({ quotaId: "GenerateRequestsPerMinutePerProjectPerModel", quotaValue: "5" });
const nothing = "Quota exceeded for metric: generate_content_free_tier_requests, limit: 0, model: gemini-3-pro";
const noModel = "models/gemini-none is not found for API version v1beta, or is not supported for generateContent.";
const exhausted = (message: string, ...details: readonly unknown[]): unknown => error("RESOURCE_EXHAUSTED", message, ...details);

const errors: readonly ErrorFixture[] = [
  refusal("a wrong key, quoted", 400, error("INVALID_ARGUMENT", `bad ${secret}`, info("API_KEY_INVALID")), final("auth")),
  refusal("a wrong key without details", 400, invalid("API key not valid. Please pass a valid API key."), final("auth")),
  refusal("a token that ran out", 401, error("UNAUTHENTICATED", "x", info("ACCESS_TOKEN_EXPIRED")), final("auth")),
  refusal("a key for something else", 403, error("PERMISSION_DENIED", "x", info("API_KEY_SERVICE_BLOCKED")), final("forbidden")),
  refusal("a key found on the web", 403, error("PERMISSION_DENIED", "Your API key was reported as leaked."), final("auth")),
  refusal("a forbidden model", 403, error("PERMISSION_DENIED"), final("forbidden")),
  refusal("a place without service", 400, error("FAILED_PRECONDITION", "User location is not supported."), final("forbidden")),
  refusal("no account for bills", 403, error("PERMISSION_DENIED", "x", info("BILLING_DISABLED")), final("billing")),
  refusal("an unknown model", 404, error("NOT_FOUND", noModel), final("unknown-model")),
  refusal("a wrong path", 404, "<html><title>404</title></html>", final("invalid-request")),
  refusal("too long a prompt", 400, invalid(tooLong), final("context-overflow")),
  refusal("too large a request", 400, invalid("Request payload size exceeds the limit: 1 bytes."), final("request-too-large")),
  refusal("any bad request", 400, invalid("contents is not specified"), final("invalid-request")),
  refusal("a feature it has not", 400, error("UNIMPLEMENTED"), final("unsupported")),
  refusal("a quota of a minute", 429, exhausted("x", perMinute, retry("34.4s")), passing("rate-limit", { retryAfterMs: 34_400 })),
  refusal("a delay in words", 429, exhausted("Please retry in 1m2.5s."), passing("rate-limit", { retryAfterMs: 62_500 })),
  refusal("a delay in a header too", 429, exhausted("x", retry("9s")), {
    ...passing("rate-limit", { retryAfterMs: 2000 }),
    headers: { "retry-after": "2" },
  }),
  refusal("a quota of a day", 429, exhausted("x", perDay, retry("40s")), final("billing", { retryAfterMs: 40_000 })),
  refusal("a quota of nothing", 429, exhausted(nothing), final("billing")),
  refusal("a quota of nothing, by its value", 429, exhausted("x", quota({ quotaValue: "0" })), final("billing")),
  refusal("trouble", 500, error("INTERNAL"), passing("server")),
  refusal("overload", 503, error("UNAVAILABLE"), passing("overloaded")),
  refusal("overload in a list", 503, [error("UNAVAILABLE")], passing("overloaded")),
  refusal("overload with status 200", 200, [error("UNAVAILABLE")], passing("overloaded")),
  refusal("a timeout", 504, error("DEADLINE_EXCEEDED"), passing("timeout")),
  refusal("a proxy's page", 502, "<!DOCTYPE html><html><title>Bad Gateway</title></html>", passing("server")),
  refusal("a page with status 200", 200, "<html>Welcome</html>", final("protocol", { headers: { "content-type": "text/html" } })),
];

defineProviderTests({ name: "gemini", provider: gemini, fixtures, errors, secrets: { apiKey: secret } }, { describe, it });
