import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Provider } from "@ainative-code/sdk";
import anthropic from "../../../plugins/anthropic/src/provider.ts";
import azure from "../../../plugins/azure/src/provider.ts";
import bedrock from "../../../plugins/bedrock/src/provider.ts";
import gemini from "../../../plugins/gemini/src/provider.ts";
import ollama from "../../../plugins/ollama/src/provider.ts";
import openai from "../../../plugins/openai/src/provider.ts";
import { bedrockFrame } from "./bedrock-frames.ts";

/** A wire format, and how to speak it without its vendor. */
export interface Vendor {
  readonly name: string;
  readonly provider: Provider;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string | undefined>>;
  /** How the folder of recordings calls it. */
  readonly recorded: readonly string[];
  /** The end of the path that answers are asked at. */
  readonly path: RegExp;
  /** A whole answer, a failure before its first word, and one behind it. */
  readonly whole: Uint8Array;
  readonly failsAtOnce: Uint8Array;
  readonly failsLater: Uint8Array;
  /** What says on the wire that an answer is whole. */
  readonly mark: RegExp;
  /** An answer that ends with calls of tools. */
  readonly calls: Uint8Array;
  /** The headers of an answer after which no request is left for 20 seconds; of vendors that have such. */
  readonly exhausted?: () => Readonly<Record<string, string>>;
  /** A refused key, where it is not a plain 401. */
  readonly refusedKey?: { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string };
}

const origin = "http://127.0.0.1:9";
export const chatMark = /"finish_reason": ?"/;
export const responsesMark = /"type": ?"response\.completed"/;
const secrets = { apiKey: "key-0123456789" };

function fixture(plugin: string, name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, "../../../plugins", plugin, "test/fixtures", name));
}

function joined(...frames: readonly Buffer[]): Uint8Array {
  return Buffer.concat(frames);
}

function sse(...events: readonly object[]): Uint8Array {
  return Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""));
}

const goStyle = (): Readonly<Record<string, string>> => ({
  "x-ratelimit-limit-requests": "1",
  "x-ratelimit-remaining-requests": "0",
  "x-ratelimit-reset-requests": "20s",
});

const bedrockText = [
  bedrockFrame("event", "messageStart", { role: "assistant" }),
  bedrockFrame("event", "contentBlockDelta", { contentBlockIndex: 0, delta: { text: "Hello" } }),
];
const bedrockCall = [
  bedrockFrame("event", "contentBlockStop", { contentBlockIndex: 0 }),
  bedrockFrame("event", "contentBlockStart", { contentBlockIndex: 1, start: { toolUse: { toolUseId: "tooluse_1", name: "read" } } }),
  bedrockFrame("event", "contentBlockDelta", { contentBlockIndex: 1, delta: { toolUse: { input: '{"path":' } } }),
  bedrockFrame("event", "contentBlockDelta", { contentBlockIndex: 1, delta: { toolUse: { input: '"a"}' } } }),
  bedrockFrame("event", "contentBlockStop", { contentBlockIndex: 1 }),
  bedrockFrame("event", "messageStop", { stopReason: "tool_use" }),
  bedrockFrame("event", "metadata", { usage: { inputTokens: 3, outputTokens: 9, totalTokens: 12 }, metrics: { latencyMs: 1 } }),
];
const bedrockThrottled = bedrockFrame("exception", "throttlingException", { message: "Slow down." });

const geminiBusy = { error: { code: 503, message: "The model is overloaded.", status: "UNAVAILABLE" } };

export const vendors: readonly Vendor[] = [
  {
    name: "anthropic",
    provider: anthropic,
    config: { baseURL: origin },
    secrets,
    recorded: ["anthropic"],
    mark: /"type": ?"message_stop"/,
    path: /\/v1\/messages$/,
    exhausted: () => ({
      "anthropic-ratelimit-requests-limit": "1",
      "anthropic-ratelimit-requests-remaining": "0",
      "anthropic-ratelimit-requests-reset": new Date(Date.now() + 20_000).toISOString(),
    }),
    whole: fixture("anthropic", "text.sse"),
    failsAtOnce: fixture("anthropic", "error-before-output.sse"),
    failsLater: fixture("anthropic", "error-after-output.sse"),
    calls: fixture("anthropic", "thinking-parallel-calls.sse"),
  },
  {
    name: "openai responses",
    provider: openai,
    config: { baseURL: `${origin}/v1`, api: "responses" },
    secrets,
    recorded: ["openai-responses"],
    mark: responsesMark,
    path: /\/responses$/,
    exhausted: goStyle,
    whole: fixture("openai", "responses-text.sse"),
    failsAtOnce: sse({ type: "error", code: "server_error", message: "Busy.", param: null, sequence_number: 0 }),
    failsLater: fixture("openai", "responses-failed-after-output.sse"),
    calls: fixture("openai", "responses-reasoning-parallel-calls.sse"),
  },
  {
    name: "openai chat",
    provider: openai,
    config: { baseURL: `${origin}/v1`, api: "chat" },
    secrets,
    recorded: ["openai-chat", "openai-compatible"],
    mark: chatMark,
    path: /\/chat\/completions$/,
    exhausted: goStyle,
    whole: fixture("openai", "chat-text.sse"),
    failsAtOnce: fixture("openai", "chat-error-before-output.sse"),
    failsLater: fixture("openai", "chat-error-after-output.sse"),
    calls: fixture("openai", "chat-parallel-calls.sse"),
  },
  {
    name: "gemini",
    provider: gemini,
    config: { baseURL: origin },
    secrets,
    recorded: ["gemini"],
    mark: /"finishReason": ?"/,
    path: /:streamGenerateContent/,
    whole: fixture("gemini", "text.sse"),
    failsAtOnce: sse(geminiBusy),
    failsLater: sse({ candidates: [{ content: { role: "model", parts: [{ text: "Hello" }] } }] }, geminiBusy),
    calls: fixture("gemini", "parallel-calls-first-signed.sse"),
    refusedKey: {
      status: 400,
      body: JSON.stringify({
        error: {
          code: 400,
          message: "No.",
          status: "INVALID_ARGUMENT",
          details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID", domain: "googleapis.com" }],
        },
      }),
    },
  },
  {
    name: "bedrock",
    provider: bedrock,
    config: { baseURL: origin, region: "us-east-1" },
    secrets: { ...secrets, secretAccessKey: undefined, sessionToken: undefined },
    recorded: ["bedrock"],
    mark: /messageStop/,
    path: /\/converse-stream$/,
    whole: joined(
      ...bedrockText,
      bedrockFrame("event", "contentBlockStop", { contentBlockIndex: 0 }),
      bedrockFrame("event", "messageStop", { stopReason: "end_turn" }),
      bedrockFrame("event", "metadata", { usage: { inputTokens: 3, outputTokens: 1, totalTokens: 4 }, metrics: { latencyMs: 1 } }),
    ),
    failsAtOnce: joined(bedrockThrottled),
    failsLater: joined(...bedrockText, bedrockThrottled),
    calls: joined(...bedrockText, ...bedrockCall),
    refusedKey: {
      status: 403,
      headers: { "x-amzn-errortype": "UnrecognizedClientException:http://internal.amazon.com/" },
      body: JSON.stringify({ message: "No." }),
    },
  },
  {
    name: "azure",
    provider: azure,
    config: { baseURL: origin, api: "chat" },
    secrets: { ...secrets, token: undefined },
    recorded: ["azure"],
    mark: chatMark,
    path: /\/(chat\/completions|responses)/,
    exhausted: goStyle,
    whole: fixture("azure", "chat-text.sse"),
    failsAtOnce: sse({ error: { code: "ServiceUnavailable", message: "Busy." } }),
    failsLater: fixture("azure", "chat-error-in-stream.sse"),
    calls: fixture("azure", "chat-parallel-calls.sse"),
  },
  {
    name: "ollama",
    provider: ollama,
    config: { host: origin },
    secrets,
    recorded: ["ollama"],
    mark: /"done": ?true/,
    path: /\/api\/chat$/,
    whole: fixture("ollama", "text.ndjson"),
    failsAtOnce: Buffer.from('{"error":"server busy, please try again"}\n'),
    failsLater: fixture("ollama", "error-after-output.ndjson"),
    calls: fixture("ollama", "calls-with-ids.ndjson"),
  },
];
