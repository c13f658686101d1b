import { readFileSync } from "node:fs";
import { join } from "node:path";
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
  fixture("responses-empty-and-bad-arguments", { stop: "tool-calls", calls: [["list", {}], ["read", {}]] }),
  fixture("responses-error-before-output", { error: "billing" }),
  fixture("responses-failed-after-output", { error: "server", text: "Half" }),
  fixture("responses-vendor-tools-unknown-events", { stop: "tool-calls", text: "Found it.", calls: [["sql", { input: "SELECT 1" }]] }),
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

function refusal(name: string, status: number, body: unknown, meaning: Pick<ErrorFixture, "code" | "retryable"> & Partial<ErrorFixture>): ErrorFixture {
  const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: `${origin}/v1`, api: "chat" });
  return { name, status, body: typeof body === "string" ? body : JSON.stringify(body), config, ...meaning };
}

const error = (fields: Readonly<Record<string, unknown>>): unknown => ({ error: { message: "Words of the server.", ...fields } });
const once = { retryable: false };
const again = { retryable: true };

const errors: readonly ErrorFixture[] = [
  refusal("a wrong key, quoted", 401, error({ message: `Incorrect API key provided: ${secret}.`, code: "invalid_api_key" }), { code: "auth", ...once }),
  refusal("a wrong key, as plain text", 401, "Unauthorized", { code: "auth", ...once, headers: { "content-type": "text/plain" } }),
  refusal("an empty body", 403, "", { code: "forbidden", ...once }),
  refusal("an unknown model", 404, error({ code: "model_not_found" }), { code: "unknown-model", ...once }),
  refusal("too long a conversation", 400, error({ code: "context_length_exceeded" }), { code: "context-overflow", ...once }),
  refusal("llama.cpp's full window", 400, error({ type: "exceed_context_size_error", n_ctx: 4096 }), { code: "context-overflow", ...once }),
  refusal("a rate limit in seconds", 429, error({ code: "rate_limit_exceeded" }), {
    code: "rate-limit",
    ...again,
    headers: { "retry-after": "2", "retry-after-ms": "0" },
    retryAfterMs: 2000,
  }),
  refusal("a rate limit in milliseconds", 429, error({}), { code: "rate-limit", ...again, headers: { "retry-after": "2", "retry-after-ms": "1500" }, retryAfterMs: 1500 }),
  refusal("an empty account", 429, error({ code: "insufficient_quota" }), { code: "billing", ...once }),
  refusal("what the server says not to retry", 500, error({}), { code: "server", ...once, headers: { "x-should-retry": "false" } }),
  refusal("a proxy's page", 502, "<!DOCTYPE html><html><head><title>Bad Gateway</title></head></html>", { code: "server", ...again }),
  refusal("a list of errors", 503, [error({})], { code: "overloaded", ...again }),
  refusal("Mistral's shape", 422, { object: "error", message: "Bad", type: "invalid_request_error", code: "3051" }, { code: "invalid-request", ...once }),
  refusal("FastAPI's shape", 401, { detail: "Invalid API Key" }, { code: "auth", ...once }),
  refusal("a page with status 200", 200, "<html><title>Welcome</title></html>", { code: "protocol", ...again, headers: { "content-type": "text/html" } }),
  refusal("an error with status 200", 200, error({ code: "insufficient_quota" }), { code: "billing", ...once }),
  refusal("lost encrypted content", 400, error({ code: "invalid_encrypted_content" }), { code: "stale-state", ...once }),
];

defineProviderTests({ name: "openai", provider: openai, fixtures, errors, secrets: { apiKey: secret } }, { describe, it });
