import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import { defineRecordingTests, ollamaChat, type ErrorFixture, type ProviderFixture, type Recording } from "@ainative-code/test-kit";
import ollama from "../src/provider.ts";

const config = (origin: string): Readonly<Record<string, unknown>> => ({ host: origin });

/** What the recorded refusals mean, by a part of the file's name. The first that matches counts. */
const meanings: readonly (readonly [RegExp, ErrorCode])[] = [
  [/context_length/, "context-overflow"],
  [/\.401\.json$/, "auth"],
  [/\.404\.json$/, "unknown-model"],
];

defineRecordingTests(
  {
    of: "Ollama",
    folder: process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors"),
    providers: ["ollama"],
    suite: { name: "ollama", provider: ollama, secrets: { apiKey: "ollama-conformance-0123456789" }, loopback: false, fuzz: { rounds: 15 }, samples: 60 },
    answersOf,
    refusalOf,
  },
  { describe, it },
);

/** Of Ollama's own chat API; the others are of `/api/generate` and of `/v1`. */
function answersOf({ kind, path, file, bytes }: Recording): readonly ProviderFixture[] {
  return kind === "ndjson" && path === "/api/chat" ? [{ name: file, body: bytes, dialect: ollamaChat, config }] : [];
}

function refusalOf({ kind, file, bytes, status }: Recording): ErrorFixture | undefined {
  if (kind !== "json" && kind !== "error-json") return undefined;
  const code = meanings.find(([name]) => name.test(file))?.[1] ?? "internal";
  return { name: file, status, body: bytes, config, code, retryable: false };
}
