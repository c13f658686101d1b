import { join } from "node:path";
import type { AinError, ErrorCode } from "@ainative-code/sdk";
import { recordingsIn, type Recording } from "@ainative-code/test-kit";
import { expect } from "chai";
import { singleAttempt } from "../../src/core/providers/single-attempt.ts";
import { aRequest } from "../core/a-request.ts";
import { answering, type VendorAnswer } from "./vendors/answering.ts";
import { vendors, type Vendor } from "./vendors/vendors.ts";

const folder = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../shared/vectors");

interface Meaning {
  readonly code: ErrorCode;
  readonly retryAfterMs?: number;
  /** Where the plugin has learned to ask without what was refused. */
  readonly learned?: true;
  /** Of a refusal that was kept without it. */
  readonly status?: number;
}

/** What each recorded refusal means, by the vendor and the status, or by its file where one status means several things. */
const meanings: Readonly<Record<string, Meaning>> = {
  "anthropic 400": { code: "context-overflow" },
  "anthropic 401": { code: "auth" },
  "azure 401": { code: "auth" },
  "azure 404": { code: "unknown-model" },
  "azure 429": { code: "rate-limit", retryAfterMs: 1000 },
  "bedrock 400": { code: "context-overflow" },
  "bedrock 403": { code: "auth" },
  "gemini 400": { code: "auth" },
  "gemini 429": { code: "rate-limit", retryAfterMs: 48_000 },
  "gemini google-429-retry-info.json": { code: "rate-limit", retryAfterMs: 34_400, status: 429 },
  "ollama 400": { code: "context-overflow" },
  "ollama 401": { code: "auth" },
  "ollama 404": { code: "unknown-model" },
  "openai-chat 400": { code: "invalid-request" },
  "openai-chat 401": { code: "auth" },
  "openai-chat 404": { code: "unknown-model" },
  "openai-chat reasoning-model-legacy-parameter-error.json": { code: "unsupported", status: 400, learned: true },
  "openai-compatible 400": { code: "context-overflow" },
  "openai-compatible 401": { code: "auth" },
  "openai-responses 400": { code: "context-overflow" },
  "openai-responses 401": { code: "auth" },
  "openai-responses openai-error.1.json": { code: "billing", status: 429 },
  "openai-responses reasoning-model-temperature-error.json": { code: "unsupported", status: 400, learned: true },
};

/** The codes of which a second attempt may make an answer. */
const passing: ReadonlySet<ErrorCode> = new Set(["rate-limit", "overloaded", "server", "network", "timeout", "interrupted", "protocol"]);

/** With these the same fields may mean something else: their words are all there is. */
const toldInWords: ReadonlySet<string> = new Set([
  "anthropic 400",
  "bedrock 400",
  "ollama 400",
  "ollama 404",
  "openai-compatible 400",
  "openai-responses reasoning-model-temperature-error.json",
]);

const recordings = recordingsIn(folder, vendors.flatMap(({ recorded }) => recorded));

describe("the recorded refusals", () => {
  if (recordings === undefined) {
    it(`are not at ${folder}: set AINATIVE_VECTORS`, function () {
      this.skip();
    });
    return;
  }
  const refusals = recordings.filter(isRefusal);

  it("are all in the table, and the table holds nothing else", () => {
    expect([...new Set(refusals.map(keyOf))].toSorted()).to.deep.equal(Object.keys(meanings).toSorted());
  });

  for (const recording of refusals) {
    const key = keyOf(recording);
    it(`mean the same to everybody: ${recording.file}`, async () => {
      const { code, retryAfterMs, learned }: Meaning = meanings[key] ?? { code: "internal" };
      const error = await errorOf(recording);
      expect(error).to.deep.include({ code, retryable: learned ?? passing.has(code), retryAfterMs });
      expect(JSON.stringify(error), "a key").not.to.include("key-0123456789");
    });

    if (toldInWords.has(key)) continue;
    it(`are told by their fields, whatever they say in words: ${recording.file}`, async () => {
      const { code } = meanings[key] ?? { code: "internal" };
      expect(await errorOf(recording, Buffer.from(inOtherWords(recording.bytes)))).to.include({ code });
    });
  }
});

function isRefusal({ kind, status, file }: Recording): boolean {
  return (kind === "json" && status >= 400) || (kind === "error-json" && !file.includes("web-fetch-tool"));
}

function keyOf({ provider, status, kind, file }: Recording): string {
  return `${provider} ${kind === "error-json" ? file.slice(file.lastIndexOf("/") + 1) : status}`;
}

async function errorOf(recording: Recording, body = recording.bytes): Promise<AinError | undefined> {
  const vendor = vendors.find(({ recorded }) => recorded.includes(recording.provider));
  if (vendor === undefined) throw new Error(`Nobody speaks ${recording.provider}`);
  const answer = { status: meanings[keyOf(recording)]?.status ?? recording.status, headers: recording.headers, body };
  return failureOf(vendor, answer);
}

async function failureOf(vendor: Vendor, answer: VendorAnswer): Promise<AinError | undefined> {
  const { host } = answering(vendor, [answer, answer]);
  for await (const event of singleAttempt(vendor.provider, host)(aRequest({ messages: [] }))) {
    if (event.type === "error") return event.error;
  }
  return undefined;
}

/** The same body with other sentences in it; what has no space in it is a field. */
function inOtherWords(bytes: Uint8Array): string {
  return JSON.stringify(JSON.parse(Buffer.from(bytes).toString()), (name, value: unknown) =>
    typeof value === "string" && (name === "message" || name === "error") ? "Etwas ist schiefgegangen, bitte später noch einmal." : value,
  );
}
