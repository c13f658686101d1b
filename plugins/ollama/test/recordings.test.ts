import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import {
  checkAnswer,
  checkError,
  ollamaChat,
  recordingsIn,
  type Finding,
  type ProviderConformance,
  type Recording,
} from "@ainative-code/test-kit";
import ollama from "../src/provider.ts";

const folder = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors");
const recordings = recordingsIn(folder, ["ollama"]);
const config = (origin: string): Readonly<Record<string, unknown>> => ({ host: origin });

const suite: ProviderConformance = {
  name: "ollama",
  provider: ollama,
  fixtures: [],
  secrets: { apiKey: "ollama-conformance-0123456789" },
  loopback: false,
  fuzz: { rounds: 15 },
  samples: 60,
};

/** What the recorded refusals mean, by a part of the file's name. The first that matches counts. */
const meanings: readonly (readonly [RegExp, ErrorCode])[] = [
  [/context_length/, "context-overflow"],
  [/\.401\.json$/, "auth"],
  [/\.404\.json$/, "unknown-model"],
];

describe("the recorded answers of Ollama", () => {
  if (recordings === undefined) {
    it(`are not at ${folder}: set AINATIVE_VECTORS`, function () {
      this.skip();
    });
    return;
  }
  for (const { file, bytes } of recordings.filter(isChat)) {
    const fixture = { name: file, body: bytes, dialect: ollamaChat, config };
    it(`keep the laws: ${file}`, async () => failOn(await checkAnswer(suite, fixture)));
  }
  for (const { file, bytes, status } of recordings.filter(({ kind }) => kind === "json" || kind === "error-json")) {
    const code = meanings.find(([name]) => name.test(file))?.[1] ?? "internal";
    const fixture = { name: file, status, body: bytes, config, code, retryable: false };
    it(`become the right error: ${file}`, async () => failOn(await checkError(suite, fixture)));
  }
});

/** Of Ollama's own chat API; the others are of `/api/generate` and of `/v1`. */
function isChat({ kind, path }: Recording): boolean {
  return kind === "ndjson" && path === "/api/chat";
}

function failOn(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Error(findings.map(({ law, message }) => `${law}: ${message}`).join("\n"));
}
