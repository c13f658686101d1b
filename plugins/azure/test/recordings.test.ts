import { join } from "node:path";
import {
  checkAnswer,
  checkError,
  framed,
  openAiChat,
  openAiResponses,
  recordingsIn,
  type ErrorFixture,
  type Finding,
  type ProviderConformance,
  type ProviderFixture,
  type Recording,
} from "@ainative-code/test-kit";
import azure from "../src/provider.ts";

const folder = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors");
const recordings = recordingsIn(folder, ["azure"]);

/** Milliseconds that all recordings together may take; the number of cuts follows from it. */
const budgetMs = 6_000;

const suite: ProviderConformance = {
  name: "azure",
  provider: azure,
  fixtures: [],
  secrets: { apiKey: "0123456789abcdef0123456789abcdef", token: undefined },
  loopback: false,
};

describe("the recorded answers of Azure", () => {
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
    config: (origin) => ({ baseURL: origin, api: isResponses ? "responses" : "chat" }),
  }));
}

const meanings: Readonly<Record<number, Pick<ErrorFixture, "code" | "retryable">>> = {
  401: { code: "auth", retryable: false },
  404: { code: "unknown-model", retryable: false },
  429: { code: "rate-limit", retryable: true },
};

function errorOf({ file, status, bytes, headers }: Recording): ErrorFixture {
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

function failOn(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Error(findings.map(({ law, message }) => `${law}: ${message}`).join("\n"));
}
