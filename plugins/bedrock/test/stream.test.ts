import { AinError, type StopReason } from "@ainative-code/sdk";
import { textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import { ask, claude, recorded } from "./scene.ts";
import type { WireEventName, WireStop } from "./wire-types.ts";
import { stopOf } from "../src/stream/stop.ts";
import { bodyOf as framesOf, fixtureBody } from "./framing.ts";

describe("where the bedrock provider asks", () => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, unknown>>, string])[] = [
    ["AWS in the region", claude, {}, "https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-opus-5-5-v1%3A0/converse-stream"],
    ["China", "m", { region: "cn-north-1" }, "https://bedrock-runtime.cn-north-1.amazonaws.com.cn/model/m/converse-stream"],
    ["the sovereign cloud of Europe", "m", { region: "eusc-de-east-1" }, "https://bedrock-runtime.eusc-de-east-1.amazonaws.eu/model/m/converse-stream"],
    [
      "the region of an ARN before that which is set",
      "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/a1",
      {},
      "https://bedrock-runtime.eu-west-1.amazonaws.com/model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A123456789012%3Aapplication-inference-profile%2Fa1/converse-stream",
    ],
    ["another server", "m", { baseURL: "https://llm.example/aws/" }, "https://llm.example/aws/model/m/converse-stream"],
  ];
  for (const [name, model, config, url] of cases) {
    it(name, async () => {
      const { calls, error } = await ask({ config, request: { model } });
      expect(error).to.equal(undefined);
      expect(calls.map((call) => call.url)).to.deep.equal([url]);
    });
  }

  it("with an API key before all other credentials, its spaces cut off", async () => {
    const secrets = { apiKey: " key-12345\n", secretAccessKey: "secret-12345" };
    const { calls } = await ask({ config: { accessKeyId: "AKIDEXAMPLE" }, secrets });
    expect(calls[0]?.options.headers).to.deep.equal({
      authorization: "Bearer key-12345",
      "content-type": "application/json",
      accept: "application/vnd.amazon.eventstream",
    });
  });

  it("with a signature of the access keys that are set", async () => {
    const secrets = { secretAccessKey: "secret-12345", sessionToken: "token-12345" };
    const { calls } = await ask({ config: { accessKeyId: "AKIDEXAMPLE" }, secrets });
    const headers = calls[0]?.options.headers ?? {};
    expect(headers["authorization"]).to.match(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/bedrock\/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
    );
    expect(headers).to.include({ "x-amz-security-token": "token-12345" });
    expect(JSON.stringify(headers)).not.to.include("secret-12345");
  });

  it("without credentials a server on this machine", async () => {
    const { calls, events } = await ask({ config: { baseURL: "http://127.0.0.1:9" }, secrets: {} });
    expect(textOf(events)).to.equal("Grüß dich, 世界 🌍!");
    expect(calls[0]?.options.headers).not.to.have.property("authorization");
  });

  it("nobody, where a key is set by half, where there is no region, where a URL is none", async () => {
    const none: readonly (readonly [Parameters<typeof ask>[0], string])[] = [
      [{ config: { accessKeyId: "AKIDEXAMPLE" }, secrets: {} }, "AWS_SECRET_ACCESS_KEY is not"],
      [{ secrets: { secretAccessKey: "s" } }, "AWS_ACCESS_KEY_ID is not"],
      [{ config: { region: "" } }, "AWS_REGION"],
      [{ config: { region: "evil.example/x" } }, "no region of AWS"],
      [{ config: { baseURL: "bedrock.example" } }, "no http(s) URL"],
    ];
    for (const [scene, words] of none) {
      const { error, calls } = await ask(scene);
      expect(error?.code).to.equal("not-configured");
      expect(`${error?.message} ${error?.actions.join(" ")}`).to.include(words);
      expect(calls).to.deep.equal([]);
    }
  });
});

describe("what the bedrock provider tells of an answer", () => {
  it("begins with where it comes from and what was not sent", async () => {
    const { events } = await ask({ request: { temperature: 1 }, answers: [recorded("text", { "x-amzn-requestid": "req_1" })] });
    expect(events[0]).to.deep.equal({
      type: "start",
      origin: { provider: "bedrock", api: "converse", model: claude, requestId: "req_1" },
      warnings: ["temperature not sent: a model that thinks does not take it."],
    });
  });

  it("ends with all tokens, those of the cache apart, and how it was served", async () => {
    const end = (await ask()).events.at(-1);
    expect(end?.type === "finish" && end.usage?.input).to.deep.equal({
      total: 120,
      fresh: 12,
      cacheRead: 100,
      cacheWrite: 8,
      cacheWrite1h: 3,
    });
    expect(end?.type === "finish" && end.usage?.output).to.deep.equal({ total: 40 });
    expect(end?.type === "finish" && end.native).to.deep.equal({ serviceTier: { type: "default" } });
  });

  it("has usage whether it comes before the stop, behind it or not at all", async () => {
    const endOf = async (name: string): Promise<unknown> => {
      const end = (await ask({ answers: [recorded(name)] })).events.at(-1);
      return end?.type === "finish" ? end.usage?.output.total : "no finish";
    };
    expect([await endOf("metadata-first"), await endOf("text"), await endOf("no-metadata")]).to.deep.equal([2, 40, undefined]);
  });

  it("keeps the answer where the connection is lost between its end and the usage", async () => {
    const lost = new AinError("network", "The connection was lost.");
    const { events, error } = await ask({ answers: [{ body: [fixtureBody("no-metadata"), lost] }] });
    expect(error).to.equal(undefined);
    expect(events.at(-1)).to.deep.include({ type: "finish", stop: { reason: "stop", raw: "end_turn" } });
  });

  it("leaves out the padding of the events", async () => {
    for (const name of ["citations", "server-tool", "guardrail", "text"]) {
      expect(JSON.stringify((await ask({ answers: [recorded(name)] })).events)).not.to.include("abcdefgh");
    }
  });

  it("keeps what a text cites", async () => {
    const { events } = await ask({ answers: [recorded("citations")] });
    const end = events.find((event) => event.type === "text-end");
    const [notes, weather] = end?.citations ?? [];
    expect(notes).to.include({ title: "Notes", citedText: "The grass is green." }).and.not.have.property("url");
    expect(weather).to.include({ title: "Weather", url: "https://weather.example/" });
  });

  it("gives an image the model has made", async () => {
    const lines = [
      { messageStart: { role: "assistant" } },
      { contentBlockStart: { contentBlockIndex: 0, start: { image: { format: "png" } } } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { image: { source: { bytes: "aW1h" } } } } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { image: { source: { bytes: "Z2U=" } } } } },
      { contentBlockStop: { contentBlockIndex: 0 } },
      { messageStop: { stopReason: "end_turn" } },
    ] satisfies readonly Partial<Record<WireEventName, unknown>>[];
    const { events } = await ask({ answers: [{ body: [framesOf(lines.map((line) => JSON.stringify(line)).join("\n"))] }] });
    expect(events.find((event) => event.type === "part")).to.deep.include({
      content: { type: "image", mediaType: "image/png", data: "aW1hZ2U=" },
    });
  });

  it("fails with `protocol` where a byte was changed on the way, whichever it is, and makes no call of it", async () => {
    const body = fixtureBody("never-stopped-blocks");
    for (let at = 0; at < body.length; at += 5) {
      const spoiled = Buffer.from(body);
      spoiled.writeUInt8((spoiled[at] ?? 0) ^ 4, at);
      const { error } = await ask({ answers: [{ body: [spoiled] }] });
      expect(error?.code, `byte ${at}`).to.equal("protocol");
    }
  });

  it("knows every reason to stop that the vendor's own types have", () => {
    const reasons: Readonly<Record<WireStop, StopReason>> = {
      end_turn: "stop",
      stop_sequence: "stop",
      tool_use: "tool-calls",
      max_tokens: "length",
      model_context_window_exceeded: "context-window",
      guardrail_intervened: "content-filter",
      content_filtered: "content-filter",
      malformed_tool_use: "malformed-tool-call",
      malformed_model_output: "malformed-tool-call",
    };
    for (const [raw, reason] of Object.entries(reasons)) expect(stopOf({ stopReason: raw }, false)).to.deep.equal({ reason, raw });
  });

  it("names the request of an error, and hints at the inference profile", async () => {
    const message = "Invocation of model ID x with on-demand throughput isn’t supported. Retry with an inference profile.";
    const refusal = { status: 400, headers: { "x-amzn-errortype": "ValidationException", "x-amzn-requestid": "req_2" }, body: JSON.stringify({ message }) };
    const { error } = await ask({ answers: [refusal], config: { region: "ap-south-1" } });
    expect(error).to.include({ code: "unknown-model", requestId: "req_2", vendorCode: "ValidationException" });
    expect(error?.actions[0]).to.include(`-m bedrock/apac.${claude}`).and.include(`-m bedrock/global.${claude}`);
  });
});
