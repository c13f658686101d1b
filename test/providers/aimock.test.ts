import { LLMock, type Fixture } from "@copilotkit/aimock";
import type { AinError, Provider, StreamEvent } from "@ainative-code/sdk";
import { inMemoryHost, loopbackFetch } from "@ainative-code/test-kit";
import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import anthropic from "../../plugins/anthropic/src/provider.ts";
import azure from "../../plugins/azure/src/provider.ts";
import bedrock from "../../plugins/bedrock/src/provider.ts";
import gemini from "../../plugins/gemini/src/provider.ts";
import ollama from "../../plugins/ollama/src/provider.ts";
import openai from "../../plugins/openai/src/provider.ts";
import { singleAttempt } from "../../src/core/providers/single-attempt.ts";
import { builtCli, buildOnce } from "../boot/built-cli.ts";
import { aRequest } from "../core/a-request.ts";

interface Spoken {
  readonly provider: Provider;
  /** The provider's settings, with a server at this origin. */
  readonly config: (origin: string) => Readonly<Record<string, unknown>>;
  /** The section of the config that they are in for the CLI. */
  readonly section: string;
}

/** Each wire format that the server speaks, one line each. */
const spoken: Readonly<Record<string, Spoken>> = {
  "openai chat": { provider: openai, section: "openai", config: (origin) => ({ baseURL: `${origin}/v1`, api: "chat" }) },
  "openai responses": { provider: openai, section: "openai", config: (origin) => ({ baseURL: `${origin}/v1`, api: "responses" }) },
  anthropic: { provider: anthropic, section: "anthropic", config: (origin) => ({ baseURL: origin }) },
  gemini: { provider: gemini, section: "gemini", config: (origin) => ({ baseURL: `${origin}/v1beta` }) },
  bedrock: { provider: bedrock, section: "bedrock", config: (origin) => ({ baseURL: origin, region: "us-east-1" }) },
  azure: { provider: azure, section: "azure", config: (origin) => ({ baseURL: origin, api: "chat" }) },
  ollama: { provider: ollama, section: "ollama", config: (origin) => ({ host: origin }) },
};

const fixtures: Fixture[] = [
  { match: { userMessage: "limited" }, response: { error: { message: "Rate limited", type: "rate_limit_error" }, status: 429, retryAfter: 7 } },
  { match: { userMessage: "broken" }, response: { error: { message: "boom", type: "server_error" }, status: 500 } },
  { match: { userMessage: "cut" }, response: { content: "This answer will be cut short before it ends, sadly." }, latency: 5, chunkSize: 4, truncateAfterChunks: 3 },
  { match: { userMessage: "malformed" }, response: { content: "never seen" }, chaos: { malformedRate: 1 } },
  { match: { userMessage: "vanished" }, response: { content: "never seen" }, chaos: { disconnectRate: 1 } },
  { match: { userMessage: "notes", hasToolResult: false }, response: { toolCalls: [{ id: "call_1", name: "read", arguments: '{"path":"notes.txt"}' }] } },
  { match: { userMessage: "notes", hasToolResult: true, toolResultContains: "buy milk" }, response: { content: "They say: buy milk." } },
  { match: {}, response: { content: "Grüß dich, 世界 🌍!" } },
];

interface Outcome {
  readonly text: string;
  readonly calls: number;
  readonly stop: string | undefined;
  readonly error: AinError | undefined;
}

async function ask({ provider, config }: Spoken, server: LLMock, text: string): Promise<Outcome> {
  const secrets = { apiKey: "key-0123456789", token: undefined, secretAccessKey: undefined, sessionToken: undefined };
  const host = inMemoryHost({ config: config(server.url), secrets, fetch: loopbackFetch });
  const message = { id: "u", role: "user", createdAt: "2026-01-01T00:00:00.000Z", parts: [{ type: "text", text }] } as const;
  const events: StreamEvent[] = [];
  for await (const event of singleAttempt(provider, host)(aRequest({ messages: [message] }))) events.push(event);
  const last = events.at(-1);
  return {
    text: events.map((event) => (event.type === "text-delta" ? event.text : "")).join(""),
    calls: events.filter(({ type }) => type === "tool-end").length,
    stop: last?.type === "finish" ? last.stop.reason : undefined,
    error: last?.type === "error" ? last.error : undefined,
  };
}

/** What every wire format is tried with. */
function describeFormat(name: string, one: Spoken, server: () => LLMock): void {
  describe(`in the words of ${name}`, () => {
    it("is understood, with letters of all alphabets", async () => {
      const outcome = await ask(one, server(), "hello");
      expect(outcome).to.deep.include({ text: "Grüß dich, 世界 🌍!", stop: "stop", error: undefined });
    });

    it("has a tool run by the built program, and is told its result", async () => {
      using cli = builtCli();
      writeFileSync(join(cli.home.project, "notes.txt"), "buy milk\n");
      const settings = Object.entries({ ...one.config(server().url), apiKey: "key-0123456789" }).flatMap(([key, value]) => ["--set", `plugins.${one.section}.${key}=${value}`]);
      const { exitCode, stdout, stderr } = await cli.run(["chat", "-p", "Read the notes.", "-m", `${one.provider.id}/m`, ...settings]);
      expect(exitCode, stderr).to.equal(0);
      expect(stdout).to.equal("They say: buy milk.\n");
      const told = server().getRequests().map(({ body }) => JSON.stringify(body));
      expect(told.at(-1), "the result of the tool").to.include("buy milk");
    });

    it("is busy, and may be asked again when it says", async () => {
      const { error } = await ask(one, server(), "limited");
      expect(error).to.include({ code: "rate-limit", retryable: true, status: 429, retryAfterMs: 7000 });
    });

    it("fails, and may be asked again", async () => {
      const { error } = await ask(one, server(), "broken");
      expect(error).to.include({ code: "server", retryable: true, status: 500 });
    });

    it("breaks off, and nobody takes that for the end", async () => {
      const { stop, error, calls } = await ask(one, server(), "cut");
      expect(error?.code ?? stop).to.be.oneOf(["interrupted", "network"]);
      expect(calls).to.equal(0);
    });

    it("talks nonsense, and nobody takes that for an answer", async () => {
      const { stop, error, text } = await ask(one, server(), "malformed");
      expect(text).to.equal("");
      expect(error?.code ?? stop).to.be.oneOf(["protocol", "interrupted"]);
    });

    it("goes away, and may be asked again", async () => {
      const { error } = await ask(one, server(), "vanished");
      expect(error).to.include({ code: "network", retryable: true });
    });
  });
}

describe("a server that somebody else wrote", () => {
  let server: LLMock;
  before(buildOnce);
  before(async () => {
    server = await LLMock.create({ port: 0, host: "127.0.0.1", logLevel: "silent" });
    server.addFixtures(fixtures);
  });
  after(async () => server.stop());
  beforeEach(() => server.clearRequests());

  for (const [name, one] of Object.entries(spoken)) describeFormat(name, one, () => server);
});
