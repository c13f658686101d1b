import { join } from "node:path";
import { defineRecordingTests, openAiAnswersIn, type ErrorFixture, type Recording } from "@ainative-code/test-kit";
import azure from "../src/provider.ts";

const meanings: Readonly<Record<number, Pick<ErrorFixture, "code" | "retryable">>> = {
  401: { code: "auth", retryable: false },
  404: { code: "unknown-model", retryable: false },
  429: { code: "rate-limit", retryable: true },
};

defineRecordingTests(
  {
    of: "Azure",
    folder: process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors"),
    providers: ["azure"],
    suite: { name: "azure", provider: azure, secrets: { apiKey: "0123456789abcdef0123456789abcdef", token: undefined }, loopback: false },
    budgetMs: 6_000,
    answersOf: (recording) => openAiAnswersIn(recording, (api) => (origin) => ({ baseURL: origin, api })),
    refusalOf,
  },
  { describe, it },
);

function refusalOf({ kind, file, status, bytes, headers }: Recording): ErrorFixture | undefined {
  if (kind !== "json" && kind !== "error-json") return undefined;
  const wait = Number(headers["retry-after"]) * 1000;
  return {
    name: file,
    status,
    headers,
    body: bytes,
    config: (origin) => ({ baseURL: origin, api: "chat" }),
    ...(meanings[status] ?? { code: "internal", retryable: false }),
    ...(wait > 0 ? { retryAfterMs: wait } : {}),
  };
}
