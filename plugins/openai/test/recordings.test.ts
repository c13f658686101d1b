import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import {
  checkAnswer,
  checkError,
  framed,
  openAiChat,
  openAiResponses,
  recordingsIn,
  type Finding,
  type ProviderConformance,
  type ProviderFixture,
  type Recording,
} from "@ainative-code/test-kit";
import openai from "../src/provider.ts";

const folder = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors");
const recordings = recordingsIn(folder, ["openai-chat", "openai-responses", "openai-compatible", "azure"]);

/** Milliseconds that all recordings together may take; the number of cuts follows from it. */
const budgetMs = 25_000;

const suite: ProviderConformance = {
  name: "openai",
  provider: openai,
  fixtures: [],
  secrets: { apiKey: "sk-conformance-0123456789" },
  loopback: false,
  fuzz: { rounds: 15 },
};

/** What the recorded refusals mean, by a part of the file's name. The first that matches counts. */
const meanings: readonly (readonly [RegExp, ErrorCode, boolean])[] = [
  [/context_length/, "context-overflow", false],
  [/\.401\.json$/, "auth", false],
  [/\.404\.json$/, "unknown-model", false],
  [/\.400\.json$/, "invalid-request", false],
  [/openai-error/, "billing", false],
  [/parameter-error|temperature-error/, "unsupported", true],
];

describe("the recorded answers of OpenAI, Azure and compatible servers", () => {
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
  for (const recording of recordings.filter(({ kind }) => kind === "json" || kind === "error-json")) {
    it(`become the right error: ${recording.file}`, async () => failOn(await checkError(suite, errorOf(recording))));
  }
});

function fixturesOf(recording: Recording): readonly ProviderFixture[] {
  if (recording.kind !== "sse" && recording.kind !== "payload-lines") return [];
  const text = Buffer.from(recording.bytes).toString();
  const isResponses = text.includes('"response.created"');
  const bodies = recording.kind === "sse" ? [recording.bytes] : framed(text, (line) => line.includes('"response.created"'));
  return bodies.map((body, index) => ({
    name: bodies.length === 1 ? recording.file : `${recording.file} #${index + 1}`,
    body,
    dialect: isResponses ? openAiResponses : openAiChat,
    config: configFor(isResponses),
  }));
}

function configFor(isResponses: boolean): ProviderFixture["config"] {
  return (origin) => ({ baseURL: `${origin}/v1`, api: isResponses ? "responses" : "chat" });
}

function errorOf({ file, status, bytes, headers, path }: Recording): Parameters<typeof checkError>[1] {
  const isRateLimit = status === 429;
  const [, code, retryable] = isRateLimit ? [0, "rate-limit" as const, true] : (meanings.find(([name]) => name.test(file)) ?? []);
  const wait = Number(headers["retry-after"]) * 1000;
  return {
    name: file,
    status: file.includes("openai-error") ? 429 : Math.max(status, 400),
    headers,
    body: bytes,
    config: configFor(path.includes("/responses")),
    code: code ?? "internal",
    retryable: retryable ?? false,
    ...(wait > 0 ? { retryAfterMs: wait } : {}),
  };
}

function failOn(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Error(findings.map(({ law, message }) => `${law}: ${message}`).join("\n"));
}
