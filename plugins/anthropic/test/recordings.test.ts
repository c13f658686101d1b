import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import {
  anthropicMessages,
  answersIn,
  defineRecordingTests,
  type ErrorFixture,
  type ProviderFixture,
  type Recording,
} from "@ainative-code/test-kit";
import anthropic from "../src/provider.ts";

/** What the recorded refusals mean, by status; a prompt that is too long has the status of any bad request. */
const meanings: readonly (readonly [RegExp, ErrorCode, boolean])[] = [
  [/context_length/, "context-overflow", false],
  [/\.401\.json$/, "auth", false],
];

const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin });

defineRecordingTests(
  {
    of: "Anthropic",
    folder: process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors"),
    providers: ["anthropic"],
    suite: { name: "anthropic", provider: anthropic, secrets: { apiKey: "sk-ant-conformance-0123456789" }, loopback: false, fuzz: { rounds: 15 } },
    budgetMs: 25_000,
    answersOf,
    refusalOf,
  },
  { describe, it },
);

/** Not those of the API before this one, whose events are called `completion`. */
function answersOf(recording: Recording): readonly ProviderFixture[] {
  if (Buffer.from(recording.bytes).includes('"type":"completion"')) return [];
  const isSpliced = /duplicate|spliced/.test(recording.file);
  const answers = answersIn(recording, (payload) => !isSpliced && payload.includes('"type":"message_start"'));
  return answers.map((answer) => ({ ...answer, dialect: anthropicMessages, config }));
}

function refusalOf({ file, status, bytes, headers }: Recording): ErrorFixture | undefined {
  if (status < 400) return undefined;
  const [, code, retryable] = meanings.find(([name]) => name.test(file)) ?? [];
  return { name: file, status, headers, body: bytes, config, code: code ?? "internal", retryable: retryable ?? false };
}
