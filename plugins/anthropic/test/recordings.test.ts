import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import {
  anthropicMessages,
  checkAnswer,
  checkError,
  framed,
  recordingsIn,
  type Finding,
  type ProviderConformance,
  type ProviderFixture,
  type Recording,
} from "@ainative-code/test-kit";
import anthropic from "../src/provider.ts";

const folder = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors");
const recordings = recordingsIn(folder, ["anthropic"]);

/** Milliseconds that all recordings together may take; the number of cuts follows from it. */
const budgetMs = 25_000;

const suite: ProviderConformance = {
  name: "anthropic",
  provider: anthropic,
  fixtures: [],
  secrets: { apiKey: "sk-ant-conformance-0123456789" },
  loopback: false,
  fuzz: { rounds: 15 },
};

/** What the recorded refusals mean, by status; a prompt that is too long has the status of any bad request. */
const meanings: readonly (readonly [RegExp, ErrorCode, boolean])[] = [
  [/context_length/, "context-overflow", false],
  [/\.401\.json$/, "auth", false],
];

const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin });

describe("the recorded answers of Anthropic", () => {
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
  for (const recording of recordings.filter(({ status }) => status >= 400)) {
    it(`become the right error: ${recording.file}`, async () => failOn(await checkError(suite, errorOf(recording))));
  }
});

/** Not those of the API before this one, whose events are called `completion`. */
function fixturesOf({ kind, bytes, file }: Recording): readonly ProviderFixture[] {
  const text = Buffer.from(bytes).toString();
  if ((kind !== "sse" && kind !== "payload-lines") || text.includes('"type":"completion"')) return [];
  const isSpliced = /duplicate|spliced/.test(file);
  const bodies = kind === "sse" ? [bytes] : framed(text, (line) => !isSpliced && line.includes('"type":"message_start"'));
  return bodies.map((body, index) => ({
    name: bodies.length === 1 ? file : `${file} #${index + 1}`,
    body,
    dialect: anthropicMessages,
    config,
  }));
}

function errorOf({ file, status, bytes, headers }: Recording): Parameters<typeof checkError>[1] {
  const [, code, retryable] = meanings.find(([name]) => name.test(file)) ?? [];
  return { name: file, status, headers, body: bytes, config, code: code ?? "internal", retryable: retryable ?? false };
}

function failOn(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Error(findings.map(({ law, message }) => `${law}: ${message}`).join("\n"));
}
