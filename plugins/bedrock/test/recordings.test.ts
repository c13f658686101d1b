import { join } from "node:path";
import type { ErrorCode } from "@ainative-code/sdk";
import { bedrockConverse, defineRecordingTests, type ErrorFixture, type ProviderFixture, type Recording } from "@ainative-code/test-kit";
import bedrock from "../src/provider.ts";
import { bodyOf } from "./framing.ts";

/** What the recorded refusals mean, by a part of the name. */
const meanings: readonly (readonly [RegExp, ErrorCode, boolean])[] = [
  [/context_length/, "context-overflow", false],
  [/\.403\.json$/, "auth", false],
];

const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin, region: "us-east-1" });

defineRecordingTests(
  {
    of: "Bedrock",
    folder: process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../shared/vectors"),
    providers: ["bedrock"],
    suite: { name: "bedrock", provider: bedrock, secrets: { apiKey: "bedrock-conformance-0123456789" }, loopback: false },
    budgetMs: 20_000,
    answersOf,
    refusalOf,
  },
  { describe, it },
);

/** Payloads without their frames are framed anew. */
function answersOf({ kind, bytes, file, headers }: Recording): readonly ProviderFixture[] {
  if (kind !== "eventstream" && kind !== "payload-lines") return [];
  const body = kind === "eventstream" ? bytes : bodyOf(Buffer.from(bytes).toString());
  return [{ name: file, body, dialect: bedrockConverse, config, headers: { ...headers, "x-amzn-requestid": "req_conformance" } }];
}

function refusalOf({ file, status, bytes, headers }: Recording): ErrorFixture | undefined {
  if (status < 400) return undefined;
  const [, code, retryable] = meanings.find(([name]) => name.test(file)) ?? [];
  return { name: file, status, headers, body: bytes, config, code: code ?? "internal", retryable: retryable ?? false };
}
