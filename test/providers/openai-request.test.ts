import type { ProviderRequest } from "@ainative-code/sdk";
import { eventsOf, inMemoryHost, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import manifest from "../../plugins/openai/package.json" with { type: "json" };
import openai from "../../plugins/openai/src/provider.ts";
import { failure } from "../infra/http/scene.ts";
import { vendorScene } from "../infra/http/vendor-scene.ts";

const key = "sk-test-0123456789abcdef";

const request: ProviderRequest = {
  model: "gpt-5.4",
  system: ["Be brief."],
  messages: [{ id: "u", role: "user", createdAt: "2026-01-01T00:00:00.000Z", parts: [{ type: "text", text: "hi" }] }],
  tools: [{ name: "read", description: "Reads.", input: { type: "object", properties: {} } }],
  cacheKey: "session-1",
  signal: new AbortController().signal,
};

const answer = [
  `data: {"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Hi"}\n\n`,
  `data: {"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[]}}\n\n`,
].join("");

/** What the provider sends to the vendor's real host name, through the real fetch and the rights of its manifest. */
describe("the openai provider at api.openai.com", () => {
  const vendor = vendorScene(manifest.ainative.rights.hosts);
  const { sent, strays } = vendor;
  const answering = (status: number, body: string, headers: Record<string, string>): void =>
    vendor.answering("POST https://api.openai.com/v1/responses", status, body, headers);
  const host = (config: Readonly<Record<string, unknown>> = {}): ReturnType<typeof inMemoryHost> =>
    inMemoryHost({ config, secrets: { apiKey: key }, fetch: vendor.here.fetch });

  it("asks the Responses API, with the key in one header and nowhere else", async () => {
    answering(200, answer, { "content-type": "text/event-stream" });
    const events = await eventsOf(openai.stream(request, host({ organization: "org-1", project: "proj_1" })));
    expect(textOf(events)).to.equal("Hi");
    expect(sent[0]?.headers).to.include({
      host: "api.openai.com",
      authorization: `Bearer ${key}`,
      "openai-organization": "org-1",
      "openai-project": "proj_1",
      "content-type": "application/json",
      accept: "text/event-stream",
    });
    expect(sent[0]?.body).to.deep.equal({
      model: "gpt-5.4",
      instructions: "Be brief.",
      input: [{ role: "user", content: [{ type: "input_text", text: "hi" }] }],
      tools: [
        { type: "function", name: "read", description: "Reads.", parameters: { type: "object", properties: {} }, strict: false },
      ],
      prompt_cache_key: "session-1",
      include: ["reasoning.encrypted_content"],
      store: false,
      stream: true,
      stream_options: { include_obfuscation: false },
    });
    expect(JSON.stringify(sent[0]?.body)).not.to.include(key);
    expect(vendor.here.logged.join("")).not.to.include(key);
    expect(strays).to.deep.equal([]);
  });

  it("carries the key along no redirect", async () => {
    answering(307, "", { location: "https://evil.example/v1/responses" });
    const error = await failure(eventsOf(openai.stream(request, host())));
    expect(error.code).to.equal("invalid-request");
    expect(JSON.stringify(error)).not.to.include(key);
    expect(sent).to.have.lengthOf(1);
    expect(strays).to.deep.equal([]);
  });

  it("reaches no host that is neither the vendor's nor the user's", async () => {
    const error = await failure(eventsOf(openai.stream(request, host({ baseURL: "https://elsewhere.example/v1" }))));
    expect(error.code).to.equal("forbidden");
    expect(vendor.here.lookedUp).to.deep.equal([]);
    expect(strays).to.deep.equal([]);
  });
});
