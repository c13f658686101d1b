import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import {
  checkAnswer,
  checkError,
  framed,
  geminiGenerateContent,
  recordingsIn,
  type Finding,
  type ProviderConformance,
  type ProviderFixture,
  type Recording,
} from "@ainative-code/test-kit";
import gemini from "../src/provider.ts";

const folder = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors");
const recordings = recordingsIn(folder, ["gemini"]);

/** Milliseconds that all recordings together may take; the number of cuts follows from it. */
const budgetMs = 10_000;

const suite: ProviderConformance = {
  name: "gemini",
  provider: gemini,
  fixtures: [],
  secrets: { apiKey: "AIza-conformance-0123456789" },
  loopback: false,
};

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

describe("the recorded answers of Gemini", () => {
  if (recordings === undefined) {
    it(`are not at ${folder}: set AINATIVE_VECTORS`, function () {
      this.skip();
    });
    return;
  }
  const fixtures = recordings.flatMap(fixturesOf);
  const samples = Math.max(4, Math.floor(budgetMs / fixtures.length / 6));
  for (const fixture of fixtures) {
    it(`keep the laws: ${fixture.name}`, async () => failOn(await checkAnswer({ ...suite, samples }, fixture)));
  }
  for (const recording of recordings.filter(isRefusal)) {
    it(`become the right error: ${recording.file}`, async () => failOn(await checkError(suite, errorOf(recording))));
  }
});

function isRefusal({ kind, status }: Recording): boolean {
  return status >= 400 || kind === "error-json";
}

function fixturesOf({ kind, bytes, file }: Recording): readonly ProviderFixture[] {
  if (kind !== "sse" && kind !== "payload-lines") return [];
  const bodies = kind === "sse" ? [bytes] : framed(Buffer.from(bytes).toString());
  return bodies.map((body) => ({ name: file, body, dialect: geminiGenerateContent, config }));
}

function errorOf({ file, headers, bytes }: Recording): Parameters<typeof checkError>[1] {
  const meaning = meanings.find(([name]) => name.test(file))?.[1];
  if (meaning === undefined) throw new Error(`What does ${file} mean?`);
  return { name: file, headers, body: bytes, config, ...meaning };
}

function failOn(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Error(findings.map(({ law, message }) => `${law}: ${message}`).join("\n"));
}
