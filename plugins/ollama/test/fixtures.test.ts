import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import { defineProviderTests, ollamaChat, type ErrorFixture, type ProviderFixture } from "@ainative-code/test-kit";
import ollama from "../src/provider.ts";

const secret = "ollama-conformance-0123456789";
const config = (origin: string): Readonly<Record<string, unknown>> => ({ host: origin });

function fixture(name: string, expected: NonNullable<ProviderFixture["expected"]>): ProviderFixture {
  const body = readFileSync(join(import.meta.dirname, "fixtures", `${name}.ndjson`));
  return { name, body, dialect: ollamaChat, config, expected };
}

const read = (path: string): readonly [string, unknown] => ["read", { path }];

const fixtures: readonly ProviderFixture[] = [
  fixture("text", { stop: "stop", text: "Grüß dich, 世界 🌍!" }),
  fixture("crlf-blank-lines", { stop: "stop", text: "One\nTwo" }),
  fixture("thinking", { stop: "stop", thinking: "First this.", text: "Then that." }),
  fixture("thinking-and-text-in-turns", { stop: "stop", thinking: "AB", text: "12" }),
  fixture("calls-without-ids-index-always-0", { stop: "tool-calls", text: "Looking.", calls: [read("a"), read("b")] }),
  fixture("calls-with-ids", {
    stop: "tool-calls",
    thinking: "Two files.",
    calls: [["read", { path: "a", deep: { z: 1, a: [true, null, "ü"] } }], read("b")],
  }),
  fixture("calls-with-one-id-for-all", { stop: "tool-calls", calls: [read("a"), read("b")] }),
  fixture("call-on-the-last-line", { stop: "tool-calls", text: "Now reading", calls: [read("a")] }),
  fixture("arguments-as-text-none-and-broken", {
    stop: "tool-calls",
    calls: [read("a"), ["list", {}], ["list", {}], ["read", {}], ["read", {}]],
  }),
  fixture("call-with-unknown-fields", { stop: "tool-calls", calls: [read("a")] }),
  fixture("length", { stop: "length", text: "It goes on and" }),
  fixture("length-while-thinking", { stop: "length", thinking: "Hmm, let me", text: "" }),
  fixture("no-counts", { stop: "stop", text: "Hi" }),
  fixture("prompt-in-cache", { stop: "stop", text: "Hi" }),
  fixture("no-done-reason", { stop: "stop", text: "Old server" }),
  fixture("loaded-only", { stop: "other", text: "" }),
  fixture("remote-model", { stop: "stop", thinking: "Far away", text: "Hello" }),
  fixture("unknown-fields", { stop: "stop", text: "Hi" }),
  fixture("error-before-output", { error: "server" }),
  fixture("error-after-output", { error: "server", text: "Half" }),
  fixture("overflow-in-the-stream", { error: "context-overflow" }),
  fixture("cut", { stop: "interrupted", text: "Never ends" }),
  fixture("cut-behind-a-call", { stop: "interrupted", text: "I write" }),
  fixture("garbage", { error: "protocol", text: "Hi" }),
  fixture("no-object", { error: "protocol", text: "Hi" }),
];

type Meaning = Pick<ErrorFixture, "code" | "retryable"> & Partial<ErrorFixture>;

function refusal(name: string, status: number, error: unknown, meaning: Meaning): ErrorFixture {
  const body = typeof error === "string" && !error.startsWith("<") ? JSON.stringify({ error }) : JSON.stringify(error);
  return { name, status, body, config, ...meaning };
}

const final = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: false, ...more });
const passing = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: true, ...more });

const busy = "server busy, please try again.  maximum pending requests exceeded";
const memory = "model requires more system memory (12.4 GiB) than is available (7.7 GiB)";
const wait = { headers: { "retry-after": "3" }, retryAfterMs: 3000 };

const errors: readonly ErrorFixture[] = [
  refusal("an unknown model", 404, "model 'model-under-test' not found", final("unknown-model")),
  refusal("an unknown model, as old servers say", 404, 'model "x" not found, try pulling it first', final("unknown-model")),
  refusal("a wrong key, quoted", 401, `unauthorized: ${secret}`, final("auth")),
  refusal("a page to sign in at", 401, { error: "unauthorized", signin_url: "https://ollama.com/connect?x" }, final("auth")),
  refusal("the cloud's shape", 401, { error: { message: "Unauthorized", type: "api_error" } }, final("auth")),
  refusal("a forbidden remote model", 400, "this server cannot run this remote model", final("forbidden")),
  refusal("no images", 400, "this model is missing data required for image input", final("unsupported")),
  refusal("an embedding model", 400, '"nomic-embed-text" does not support chat', final("unsupported")),
  refusal("a bad request", 400, "invalid message role", final("invalid-request")),
  refusal("a limit of the cloud", 429, "you have reached your hourly usage limit", passing("rate-limit", wait)),
  refusal("a full queue", 503, busy, passing("overloaded")),
  refusal("too little memory", 500, memory, final("server")),
  refusal("a runner that died", 500, "llama runner process has terminated: exit status 2", passing("server")),
  refusal("a gateway's page", 502, "<html><title>Bad Gateway</title></html>", passing("server")),
  refusal("a page with status 200", 200, "<html>Hi</html>", final("protocol", { headers: { "content-type": "text/html" } })),
];

defineProviderTests({ name: "ollama", provider: ollama, fixtures, errors, secrets: { apiKey: secret } }, { describe, it });
