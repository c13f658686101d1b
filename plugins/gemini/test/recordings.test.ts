import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import { answersIn, defineRecordingTests, geminiGenerateContent, type ErrorFixture, type Recording } from "@ainative-code/test-kit";
import gemini from "../src/provider.ts";

interface Meaning {
  readonly status: number;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
}

/** What the recorded refusals mean; one was kept without its status. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/auth_error.*\.400\.json$/, { status: 400, code: "auth", retryable: false }],
  [/context_length.*\.429\.json$/, { status: 429, code: "rate-limit", retryable: true, retryAfterMs: 48_000 }],
  [/google-429-retry-info\.json$/, { status: 429, code: "rate-limit", retryable: true, retryAfterMs: 34_400 }],
];

const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin });

defineRecordingTests(
  {
    of: "Gemini",
    folder: process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors"),
    providers: ["gemini"],
    suite: { name: "gemini", provider: gemini, secrets: { apiKey: "AIza-conformance-0123456789" }, loopback: false },
    budgetMs: 10_000,
    answersOf: (recording) => answersIn(recording).map((answer) => ({ ...answer, dialect: geminiGenerateContent, config })),
    refusalOf,
  },
  { describe, it },
);

function refusalOf({ kind, status, file, headers, bytes }: Recording): ErrorFixture | undefined {
  if (status < 400 && kind !== "error-json") return undefined;
  const meaning = meanings.find(([name]) => name.test(file))?.[1];
  if (meaning === undefined) throw new Error(`What does ${file} mean?`);
  return { name: file, headers, body: bytes, config, ...meaning };
}
