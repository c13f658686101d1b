import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import { defineRecordingTests, openAiAnswersIn, type ErrorFixture, type ProviderFixture, type Recording } from "@ainative-code/test-kit";
import openai from "../src/provider.ts";

/** What the recorded refusals mean, by a part of the file's name. The first that matches counts. */
const meanings: readonly (readonly [RegExp, ErrorCode, boolean])[] = [
  [/context_length/, "context-overflow", false],
  [/\.401\.json$/, "auth", false],
  [/\.404\.json$/, "unknown-model", false],
  [/\.400\.json$/, "invalid-request", false],
  [/openai-error/, "billing", false],
  [/parameter-error|temperature-error/, "unsupported", true],
];

const configFor =
  (api: "responses" | "chat"): ProviderFixture["config"] =>
  (origin) => ({ baseURL: `${origin}/v1`, api });

defineRecordingTests(
  {
    of: "OpenAI, Azure and compatible servers",
    folder: process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors"),
    providers: ["openai-chat", "openai-responses", "openai-compatible", "azure"],
    suite: { name: "openai", provider: openai, secrets: { apiKey: "sk-conformance-0123456789" }, loopback: false, fuzz: { rounds: 15 } },
    budgetMs: 25_000,
    answersOf: (recording) => openAiAnswersIn(recording, configFor),
    refusalOf,
  },
  { describe, it },
);

function refusalOf({ kind, file, status, bytes, headers, path }: Recording): ErrorFixture | undefined {
  if (kind !== "json" && kind !== "error-json") return undefined;
  const isRateLimit = status === 429;
  const [, code, retryable] = isRateLimit ? [0, "rate-limit" as const, true] : (meanings.find(([name]) => name.test(file)) ?? []);
  const wait = Number(headers["retry-after"]) * 1000;
  return {
    name: file,
    status: file.includes("openai-error") ? 429 : Math.max(status, 400),
    headers,
    body: bytes,
    config: configFor(path.includes("/responses") ? "responses" : "chat"),
    code: code ?? "internal",
    retryable: retryable ?? false,
    ...(wait > 0 ? { retryAfterMs: wait } : {}),
  };
}
