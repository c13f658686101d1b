import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import {
  bedrockConverse,
  checkAnswer,
  checkError,
  recordingsIn,
  type Finding,
  type ProviderConformance,
  type ProviderFixture,
  type Recording,
} from "@ainative-code/test-kit";
import bedrock from "../src/provider.ts";
import { bodyOf } from "./framing.ts";

const folder = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors");
const recordings = recordingsIn(folder, ["bedrock"]);

/** Milliseconds that all recordings together may take; the number of cuts follows from it. */
const budgetMs = 20_000;

const suite: ProviderConformance = {
  name: "bedrock",
  provider: bedrock,
  fixtures: [],
  secrets: { apiKey: "bedrock-conformance-0123456789" },
  loopback: false,
};

/** What the recorded refusals mean, by a part of the name. */
const meanings: readonly (readonly [RegExp, ErrorCode, boolean])[] = [
  [/context_length/, "context-overflow", false],
  [/\.403\.json$/, "auth", false],
];

const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin, region: "us-east-1" });

describe("the recorded answers of Bedrock", () => {
  if (recordings === undefined) {
    it(`are not at ${folder}: set AINATIVE_VECTORS`, function () {
      this.skip();
    });
    return;
  }
  const fixtures = recordings.flatMap(fixtureOf);
  const samples = Math.max(4, Math.floor(budgetMs / fixtures.length / 6));
  for (const fixture of fixtures) {
    it(`keep the laws: ${fixture.name}`, async () => failOn(await checkAnswer({ ...suite, samples }, fixture)));
  }
  for (const recording of recordings.filter(({ status }) => status >= 400)) {
    it(`become the right error: ${recording.file}`, async () => failOn(await checkError(suite, errorOf(recording))));
  }
});

/** Payloads without their frames are framed anew. */
function fixtureOf({ kind, bytes, file, headers }: Recording): readonly ProviderFixture[] {
  if (kind !== "eventstream" && kind !== "payload-lines") return [];
  const body = kind === "eventstream" ? bytes : bodyOf(readFileSync(join(folder, file), "utf8"));
  return [{ name: file, body, dialect: bedrockConverse, config, headers: { ...headers, "x-amzn-requestid": "req_conformance" } }];
}

function errorOf({ file, status, bytes, headers }: Recording): Parameters<typeof checkError>[1] {
  const [, code, retryable] = meanings.find(([name]) => name.test(file)) ?? [];
  return { name: file, status, headers, body: bytes, config, code: code ?? "internal", retryable: retryable ?? false };
}

function failOn(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Error(findings.map(({ law, message }) => `${law}: ${message}`).join("\n"));
}
