import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import { anthropicMessages, defineProviderTests, type ErrorFixture, type ProviderFixture } from "@ainative-code/test-kit";
import anthropic from "../src/provider.ts";

const secret = "sk-ant-conformance-0123456789";
const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin });

function fixture(name: string, expected: NonNullable<ProviderFixture["expected"]>): ProviderFixture {
  const body = readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`));
  return { name, body, dialect: anthropicMessages, config, expected };
}

const read = (path: string): readonly [string, unknown] => ["read", { path }];

const fixtures: readonly ProviderFixture[] = [
  fixture("text", { stop: "stop", text: "Grüß dich, 世界 🌍!" }),
  fixture("crlf-bom-comments", { stop: "stop", text: "One\nTwo" }),
  fixture("no-event-names", { stop: "stop", text: "Bare." }),
  fixture("thinking-parallel-calls", {
    stop: "tool-calls",
    thinking: "First read, then act.",
    text: "Looking.",
    calls: [read("a.txt"), read("b.txt")],
  }),
  fixture("thinking-hidden", { stop: "stop", thinking: "", text: "Done." }),
  fixture("interleaved-thinking", { stop: "tool-calls", thinking: "One.Two.", text: "\n\n", calls: [["list", {}]] }),
  fixture("unsigned-thinking", { stop: "stop", thinking: "Quietly.", text: "Yes." }),
  fixture("call-arguments-empty-and-bad", {
    stop: "tool-calls",
    calls: [
      ["list", {}],
      ["read", {}],
    ],
  }),
  fixture("call-given-whole", { stop: "tool-calls", calls: [["roll", { player: "one" }]] }),
  fixture("message-given-whole", { stop: "tool-calls", text: "On it.", calls: [["roll", { player: "two" }]] }),
  fixture("length-in-call", { stop: "length", text: "Writing.", calls: [read("a")] }),
  fixture("length-in-empty-call", { stop: "length", calls: [] }),
  fixture("context-window", { stop: "context-window", text: "Full" }),
  fixture("stop-sequence", { stop: "stop", text: "1, 2, " }),
  fixture("refusal", { stop: "refusal", text: "" }),
  fixture("refusal-in-call", { stop: "refusal", text: "Let me", calls: [] }),
  fixture("paused-server-tool", { stop: "pause", text: "Searching.", calls: [] }),
  fixture("server-tools-citations", { stop: "stop", text: "It rains.Grass is green. So.", calls: [] }),
  fixture("every-opaque-block", { stop: "stop", text: "Seen.", calls: [] }),
  fixture("error-first", { error: "overloaded", text: "" }),
  fixture("error-before-output", { error: "overloaded", text: "" }),
  fixture("error-after-output", { error: "server", text: "Half" }),
  fixture("cut-in-call", { stop: "interrupted", text: "I write", calls: [] }),
  fixture("cut-behind-stop-reason", { stop: "interrupted" }),
  fixture("garbage", { error: "protocol", text: "Hi" }),
  fixture("repeated-start", { stop: "stop", text: "Once." }),
  fixture("spliced-answers", { error: "protocol", calls: [] }),
  { ...fixture("all-blocks-zero", { stop: "tool-calls", calls: [read("a"), read("b")] }), isVague: true },
  fixture("never-stopped-blocks", { stop: "tool-calls", text: "Begun", calls: [read("a")] }),
  fixture("after-the-end", { stop: "stop", text: "End." }),
];

type Meaning = Pick<ErrorFixture, "code" | "retryable"> & Partial<ErrorFixture>;

function refusal(name: string, status: number, body: unknown, meaning: Meaning): ErrorFixture {
  return { name, status, body: typeof body === "string" ? body : JSON.stringify(body), config, ...meaning };
}

const error = (type: string, message = "Words of the server.", details?: unknown): unknown => ({
  type: "error",
  error: { type, message, ...(details === undefined ? {} : { details }) },
  request_id: "req_body",
});
const invalid = (message: string, details?: unknown): unknown => error("invalid_request_error", message, details);

const final = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: false, ...more });
const passing = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: true, ...more });
const headers = (fields: Readonly<Record<string, string>>): Partial<ErrorFixture> => ({ headers: fields });

const spent = { error_code: "enforced_spend_limit_reached" };
const contract = { error_code: "contract_spend_limit_reached" };
const ramp = { error_code: "ramp_limit_exceeded" };
const waits = { ...headers({ "retry-after": "7" }), retryAfterMs: 7000 };
const tooLong = "prompt is too long: 210000 tokens > 200000 maximum";
const tooLongTogether = "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000";
const poor = "Your credit balance is too low to access the Anthropic API.";
const capped = "You have reached your specified API usage limits. You will regain access on 2026-12-01.";

const errors: readonly ErrorFixture[] = [
  refusal("a wrong key, quoted", 401, error("authentication_error", `invalid x-api-key ${secret}`), final("auth")),
  refusal("an unpaid bill", 402, error("billing_error"), final("billing")),
  refusal("an empty balance", 400, invalid(poor), final("billing")),
  refusal("the user's own limit", 400, invalid(capped), final("billing")),
  refusal("a forbidden model", 403, error("permission_error"), final("forbidden")),
  refusal("an unknown model", 404, error("not_found_error", "model: claude-none"), final("unknown-model")),
  refusal("a wrong path", 404, error("not_found_error", "Not Found"), final("invalid-request")),
  refusal("a conflict", 409, error("conflict_error"), passing("server")),
  refusal("too large a request", 413, error("request_too_large"), final("request-too-large")),
  refusal("too large an image", 400, invalid("x", { error_code: "image_dimensions_too_large" }), final("request-too-large")),
  refusal("too long a prompt", 400, invalid(tooLong), final("context-overflow")),
  refusal("too long a prompt with its answer", 400, invalid(tooLongTogether), final("context-overflow")),
  refusal("a blocked answer", 400, invalid("Output blocked by content filtering policy"), final("content-filter")),
  refusal("any bad request", 400, invalid("messages: at least one message is required"), final("invalid-request")),
  refusal("too many requests", 429, error("rate_limit_error"), passing("rate-limit", waits)),
  refusal("a spend limit", 429, error("rate_limit_error", "x", spent), final("billing")),
  refusal("a contract's limit", 429, error("rate_limit_error", "x", contract), final("billing")),
  refusal("too steep a rise", 429, error("rate_limit_error", "x", ramp), passing("rate-limit")),
  refusal("trouble", 500, error("api_error"), passing("server")),
  refusal("trouble not to be retried", 500, error("api_error"), final("server", headers({ "x-should-retry": "false" }))),
  refusal("a refusal to be retried", 400, invalid("x"), passing("invalid-request", headers({ "x-should-retry": "true" }))),
  refusal("a timeout", 504, error("timeout_error"), passing("timeout")),
  refusal("overload", 529, error("overloaded_error"), passing("overloaded")),
  refusal("overload with status 200", 200, error("overloaded_error"), passing("overloaded")),
  refusal("a proxy's page", 502, "<!DOCTYPE html><html><title>Bad Gateway</title></html>", passing("server")),
  refusal("a page with status 200", 200, "<html>Welcome</html>", final("protocol", headers({ "content-type": "text/html" }))),
];

defineProviderTests({ name: "anthropic", provider: anthropic, fixtures, errors, secrets: { apiKey: secret } }, { describe, it });
