import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import {
  defineProviderTests,
  openAiChat,
  openAiResponses,
  type ErrorFixture,
  type ProviderFixture,
} from "@ainative-code/test-kit";
import openai from "../src/provider.ts";

const secret = "sk-conformance-0123456789";

function fixture(name: string, expected: NonNullable<ProviderFixture["expected"]>): ProviderFixture {
  const isResponses = name.startsWith("responses-");
  return {
    name,
    body: readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`)),
    dialect: isResponses ? openAiResponses : openAiChat,
    config: (origin) => ({ baseURL: `${origin}/v1`, api: isResponses ? "responses" : "chat" }),
    expected,
  };
}

const read = (path: string): readonly [string, unknown] => ["read", { path }];

const fixtures: readonly ProviderFixture[] = [
  fixture("responses-text", { stop: "stop", text: "Grüß dich, 世界 🌍!" }),
  fixture("responses-crlf-bom-comments", { stop: "stop", text: "One\nTwo" }),
  fixture("responses-reasoning-parallel-calls", {
    stop: "tool-calls",
    thinking: "**Planning**\n\nThen act",
    text: "Looking.",
    calls: [read("a.txt"), read("b.txt")],
  }),
  fixture("responses-late-encryption", { stop: "stop", text: "Done." }),
  fixture("responses-refusal", { stop: "refusal", text: "I can't help with that." }),
  fixture("responses-length", { stop: "length", text: "Let me", calls: [] }),
  fixture("responses-parallel-wrapper", { stop: "tool-calls", calls: [read("a"), ["list", {}]] }),
  fixture("responses-empty-and-bad-arguments", {
    stop: "tool-calls",
    calls: [
      ["list", {}],
      ["read", {}],
    ],
  }),
  fixture("responses-error-before-output", { error: "billing" }),
  fixture("responses-failed-after-output", { error: "server", text: "Half" }),
  fixture("responses-vendor-tools-unknown-events", {
    stop: "tool-calls",
    text: "Found it.",
    calls: [["sql", { input: "SELECT 1" }]],
  }),
  fixture("responses-cut", { stop: "interrupted", text: "Never ends" }),
  fixture("chat-text", { stop: "stop", text: "Grüß dich 🌍" }),
  fixture("chat-no-done-usage-on-finish", { stop: "stop", text: "Hi there" }),
  fixture("chat-parallel-calls", { stop: "tool-calls", calls: [read("a"), read("b")] }),
  fixture("chat-index-always-zero", { stop: "tool-calls", calls: [read("a"), read("b"), ["list", {}]] }),
  fixture("chat-no-index-late-name", { stop: "tool-calls", calls: [read("a"), read("b")] }),
  fixture("chat-null-pieces-empty-arguments", { stop: "tool-calls", calls: [["list", {}]] }),
  fixture("chat-reasoning-content", { stop: "stop", thinking: "Thinking", text: "Answer" }),
  fixture("chat-reasoning-details", { stop: "stop", thinking: "Hmm", text: "Yes." }),
  fixture("chat-typed-content", { stop: "stop", thinking: "2+2=4", text: "Four." }),
  fixture("chat-refusal", { stop: "refusal", text: "I won't." }),
  fixture("chat-azure-filters", { stop: "content-filter", text: "Well" }),
  fixture("chat-length-in-call", { stop: "length", text: "Writing", calls: [] }),
  fixture("chat-bad-arguments", { stop: "tool-calls", calls: [["read", {}]] }),
  fixture("chat-error-before-output", { error: "overloaded" }),
  fixture("chat-error-after-output", { error: "server", text: "Half" }),
  fixture("chat-cut-in-call", { stop: "interrupted", text: "I write", calls: [] }),
  fixture("chat-garbage", { error: "protocol", text: "Hi" }),
  fixture("chat-signature", { stop: "tool-calls", calls: [read("a")] }),
];

type Meaning = Pick<ErrorFixture, "code" | "retryable"> & Partial<ErrorFixture>;

function refusal(name: string, status: number, body: unknown, meaning: Meaning): ErrorFixture {
  const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: `${origin}/v1`, api: "chat" });
  return { name, status, body: typeof body === "string" ? body : JSON.stringify(body), config, ...meaning };
}

const error = (fields: Readonly<Record<string, unknown>>): unknown => ({ error: { message: "Words of the server.", ...fields } });

const final = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: false, ...more });
const passing = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: true, ...more });
const headers = (fields: Readonly<Record<string, string>>): Partial<ErrorFixture> => ({ headers: fields });

const quoted = error({ message: `Incorrect API key provided: ${secret}.`, code: "invalid_api_key" });
const mistral = { object: "error", message: "Bad", type: "invalid_request_error", code: "3051" };
const bothWaits = { "retry-after": "2", "retry-after-ms": "1500" };
const zeroWait = { "retry-after": "2", "retry-after-ms": "0" };

const errors: readonly ErrorFixture[] = [
  refusal("a wrong key, quoted", 401, quoted, final("auth")),
  refusal("a wrong key, as plain text", 401, "Unauthorized", final("auth", headers({ "content-type": "text/plain" }))),
  refusal("an empty body", 403, "", final("forbidden")),
  refusal("an unknown model", 404, error({ code: "model_not_found" }), final("unknown-model")),
  refusal("too long a conversation", 400, error({ code: "context_length_exceeded" }), final("context-overflow")),
  refusal("llama.cpp's full window", 400, error({ type: "exceed_context_size_error" }), final("context-overflow")),
  refusal("a wait in seconds", 429, error({}), passing("rate-limit", { ...headers(zeroWait), retryAfterMs: 2000 })),
  refusal("a wait in milliseconds", 429, error({}), passing("rate-limit", { ...headers(bothWaits), retryAfterMs: 1500 })),
  refusal("an empty account", 429, error({ code: "insufficient_quota" }), final("billing")),
  refusal("what is not to be retried", 500, error({}), final("server", headers({ "x-should-retry": "false" }))),
  refusal("a proxy's page", 502, "<!DOCTYPE html><html><title>Bad Gateway</title></html>", passing("server")),
  refusal("a list of errors", 503, [error({})], passing("overloaded")),
  refusal("Mistral's shape", 422, mistral, final("invalid-request")),
  refusal("FastAPI's shape", 401, { detail: "Invalid API Key" }, final("auth")),
  refusal("a page with status 200", 200, "<html>Welcome</html>", final("protocol", headers({ "content-type": "text/html" }))),
  refusal("an error with status 200", 200, error({ code: "insufficient_quota" }), final("billing")),
  refusal("lost encrypted content", 400, error({ code: "invalid_encrypted_content" }), final("stale-state")),
];

defineProviderTests({ name: "openai", provider: openai, fixtures, errors, secrets: { apiKey: secret } }, { describe, it });
