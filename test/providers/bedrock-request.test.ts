import type { ProviderRequest } from "@ainative-code/sdk";
import { eventsOf, inMemoryHost, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import manifest from "../../plugins/bedrock/package.json" with { type: "json" };
import bedrock from "../../plugins/bedrock/src/provider.ts";
import { fixtureBody } from "../../plugins/bedrock/test/framing.ts";
import { failure } from "../infra/http/scene.ts";
import { vendorScene } from "../infra/http/vendor-scene.ts";

const apiKey = "bedrock-api-key-0123456789abcdef";
const secretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const sessionToken = "session-token-0123456789abcdef";

const request: ProviderRequest = {
  model: "us.anthropic.claude-opus-5-5-v1:0",
  system: ["Be brief."],
  messages: [{ id: "u", role: "user", createdAt: "2026-01-01T00:00:00.000Z", parts: [{ type: "text", text: "hi" }] }],
  tools: [{ name: "read", description: "Reads.", input: { type: "object", properties: {} } }],
  effort: "high",
  cacheKey: "session-1",
  signal: new AbortController().signal,
};

const runtime = "https://bedrock-runtime.us-east-1.amazonaws.com";
const path = "/model/us.anthropic.claude-opus-5-5-v1%3A0/converse-stream";
const streamed = { "content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": "req_1" };
const point = { cachePoint: { type: "default" } };

/** What the provider sends to the vendor's real host names, through the real fetch and the rights of its manifest. */
describe("the bedrock provider at amazonaws.com", () => {
  const vendor = vendorScene(manifest.ainative.rights.hosts);
  const { sent, strays } = vendor;
  const answering = (status: number, body: string | Buffer, headers: Record<string, string>): void =>
    vendor.answering(`POST ${runtime}${path}`, status, body, headers);
  const withKey = { apiKey, secretAccessKey: undefined, sessionToken: undefined };
  const withKeys = { apiKey: undefined, secretAccessKey, sessionToken };
  const host = (secrets: Record<string, string | undefined>, config: Readonly<Record<string, unknown>> = {}): ReturnType<typeof inMemoryHost> =>
    inMemoryHost({ config: { region: "us-east-1", ...config }, secrets, fetch: vendor.here.fetch });

  it("asks the runtime of the region, with the API key in one header and nowhere else", async () => {
    answering(200, fixtureBody("text"), streamed);
    const events = await eventsOf(bedrock.stream(request, host(withKey)));
    expect(textOf(events)).to.equal("Grüß dich, 世界 🌍!");
    expect(sent[0]?.url).to.equal(runtime + path);
    expect(sent[0]?.headers).to.include({
      host: "bedrock-runtime.us-east-1.amazonaws.com",
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      accept: "application/vnd.amazon.eventstream",
    });
    expect(Object.keys(sent[0]?.headers ?? {}).filter((name) => name.startsWith("x-"))).to.deep.equal([]);
    expect(sent[0]?.body).to.deep.equal({
      messages: [{ role: "user", content: [{ text: "hi" }, point] }],
      system: [{ text: "Be brief." }, point],
      toolConfig: {
        tools: [{ toolSpec: { name: "read", description: "Reads.", inputSchema: { json: { type: "object", properties: {} } } } }, point],
      },
      inferenceConfig: { maxTokens: 32_000 },
      additionalModelRequestFields: { thinking: { type: "adaptive", display: "summarized" }, output_config: { effort: "high" } },
    });
    expect(JSON.stringify(sent[0]?.body)).not.to.match(new RegExp(`${apiKey}|session-1`));
    expect(vendor.here.logged.join("")).not.to.include(apiKey);
    expect(strays).to.deep.equal([]);
  });

  it("signs with access keys, and sends the secret nowhere", async () => {
    answering(200, fixtureBody("text"), streamed);
    await eventsOf(bedrock.stream(request, host(withKeys, { accessKeyId: "AKIDEXAMPLE" })));
    const { headers = {} } = sent[0] ?? {};
    expect(headers["authorization"]).to.match(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/bedrock\/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
    );
    expect(headers).to.include({ "x-amz-security-token": sessionToken });
    expect(headers["x-amz-date"]).to.match(/^\d{8}T\d{6}Z$/);
    expect(JSON.stringify(sent)).not.to.include(secretAccessKey);
    expect(vendor.here.logged.join("")).not.to.include(secretAccessKey).and.not.include(sessionToken);
  });

  it("asks the control plane, a host of its own, for the models", async () => {
    const control = "https://bedrock.us-east-1.amazonaws.com";
    vendor.answering(`GET ${control}/foundation-models?byOutputModality=TEXT`, 200, '{"modelSummaries":[]}', {});
    vendor.answering(`GET ${control}/inference-profiles?maxResults=1000`, 200, '{"inferenceProfileSummaries":[]}', {});
    expect(await bedrock.models(host(withKeys, { accessKeyId: "AKIDEXAMPLE" }), request.signal)).to.deep.equal([]);
    expect(sent).to.have.lengthOf(2);
    for (const { headers } of sent) expect(headers["authorization"]).to.include("SignedHeaders=host;x-amz-content-sha256;");
    expect(strays).to.deep.equal([]);
  });

  it("has tokens counted at the same host", async () => {
    const counting = "/model/anthropic.claude-opus-5-5-v1%3A0/count-tokens";
    vendor.answering(`POST ${runtime}${counting}`, 200, '{"inputTokens":12}', { "content-type": "application/json" });
    expect(await bedrock.countTokens(request, host(withKey))).to.equal(12);
    expect(sent[0]?.body).to.have.nested.property("input.converse").that.has.all.keys("messages", "system", "toolConfig", "additionalModelRequestFields");
  });

  it("carries no credentials along a redirect", async () => {
    for (const secrets of [withKey, withKeys]) {
      answering(307, "", { location: "https://evil.example/model" });
      const error = await failure(eventsOf(bedrock.stream(request, host(secrets, secrets === withKeys ? { accessKeyId: "AKIDEXAMPLE" } : {}))));
      expect(error.code).to.equal("invalid-request");
      expect(JSON.stringify(error)).not.to.match(/bedrock-api-key|wJalr|session-token/);
    }
    expect(sent).to.have.lengthOf(2);
    expect(strays).to.deep.equal([]);
  });

  it("quotes no secret of an error's own words", async () => {
    answering(403, JSON.stringify({ message: `Not valid: ${apiKey}` }), { "x-amzn-errortype": "AccessDeniedException" });
    const error = await failure(eventsOf(bedrock.stream(request, host(withKey))));
    expect(JSON.stringify(error)).not.to.include(apiKey);
  });

  it("reaches no host that is neither the vendor's nor the user's", async () => {
    const error = await failure(eventsOf(bedrock.stream(request, host(withKey, { baseURL: "https://elsewhere.example" }))));
    expect(error.code).to.equal("forbidden");
    expect(vendor.here.lookedUp).to.deep.equal([]);
    expect(strays).to.deep.equal([]);
  });
});
