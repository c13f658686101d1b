import type { ProviderRequest } from "@ainative-code/sdk";
import { eventsOf, inMemoryHost, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import manifest from "../../plugins/anthropic/package.json" with { type: "json" };
import anthropic from "../../plugins/anthropic/src/provider.ts";
import { failure } from "../infra/http/scene.ts";
import { vendorScene } from "../infra/http/vendor-scene.ts";

const key = "sk-ant-test-0123456789abcdef";

const request: ProviderRequest = {
  model: "claude-opus-5-5",
  system: ["Be brief."],
  messages: [{ id: "u", role: "user", createdAt: "2026-01-01T00:00:00.000Z", parts: [{ type: "text", text: "hi" }] }],
  tools: [{ name: "read", description: "Reads.", input: { type: "object", properties: {} } }],
  effort: "high",
  cacheKey: "session-1",
  signal: new AbortController().signal,
};

const answer = [
  { type: "message_start", message: { id: "msg_1", model: "claude-opus-5-5", usage: { input_tokens: 1, output_tokens: 1 } } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hi" } },
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 2 } },
  { type: "message_stop" },
]
  .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  .join("");

const mark = { cache_control: { type: "ephemeral" } };

/** What the provider sends to the vendor's real host name, through the real fetch and the rights of its manifest. */
describe("the anthropic provider at api.anthropic.com", () => {
  const vendor = vendorScene(manifest.ainative.rights.hosts);
  const { sent, strays } = vendor;
  const answering = (path: string, status: number, body: string, headers: Record<string, string>): void =>
    vendor.answering(`POST https://api.anthropic.com${path}`, status, body, headers);
  const host = (config: Readonly<Record<string, unknown>> = {}): ReturnType<typeof inMemoryHost> =>
    inMemoryHost({ config, secrets: { apiKey: key }, fetch: vendor.here.fetch });

  it("asks the Messages API of today, with the key in one header and nowhere else", async () => {
    answering("/v1/messages", 200, answer, { "content-type": "text/event-stream" });
    const events = await eventsOf(anthropic.stream(request, host({ betas: ["some-beta-2026-01-01"] })));
    expect(textOf(events)).to.equal("Hi");
    expect(sent[0]?.headers).to.include({
      host: "api.anthropic.com",
      "x-api-key": key,
      "anthropic-version": "2026-10-21",
      "anthropic-beta": "some-beta-2026-01-01",
      "content-type": "application/json",
      accept: "text/event-stream",
    });
    expect(sent[0]?.headers).not.to.have.property("authorization");
    expect(sent[0]?.body).to.deep.equal({
      model: "claude-opus-5-5",
      max_tokens: 32_000,
      system: [{ type: "text", text: "Be brief.", ...mark }],
      messages: [{ role: "user", content: [{ type: "text", text: "hi", ...mark }] }],
      tools: [{ name: "read", description: "Reads.", input_schema: { type: "object", properties: {} }, ...mark }],
      thinking: { type: "adaptive", display: "summarized" },
      output_config: { effort: "high" },
      stream: true,
    });
    expect(JSON.stringify(sent[0]?.body)).not.to.match(new RegExp(`${key}|session-1`));
    expect(vendor.here.logged.join("")).not.to.include(key);
    expect(strays).to.deep.equal([]);
  });

  it("asks the version before it where a temperature is wanted", async () => {
    answering("/v1/messages", 200, answer, { "content-type": "text/event-stream" });
    const { effort: _, ...calm } = request;
    await eventsOf(anthropic.stream({ ...calm, model: "claude-haiku-4-5", temperature: 0.2 }, host()));
    expect(sent[0]?.headers).to.include({ "anthropic-version": "2023-06-01" });
    expect(sent[0]?.body).to.include({ temperature: 0.2 });
  });

  it("has tokens counted at the same host", async () => {
    answering("/v1/messages/count_tokens", 200, '{"input_tokens":12}', { "content-type": "application/json" });
    expect(await anthropic.countTokens(request, host())).to.equal(12);
    expect(sent[0]?.body).to.not.have.any.keys("stream", "max_tokens");
  });

  it("carries the key along no redirect", async () => {
    answering("/v1/messages", 307, "", { location: "https://evil.example/v1/messages" });
    const error = await failure(eventsOf(anthropic.stream(request, host())));
    expect(error.code).to.equal("invalid-request");
    expect(JSON.stringify(error)).not.to.include(key);
    expect(sent).to.have.lengthOf(1);
    expect(strays).to.deep.equal([]);
  });

  it("reaches no host that is neither the vendor's nor the user's", async () => {
    const error = await failure(eventsOf(anthropic.stream(request, host({ baseURL: "https://elsewhere.example" }))));
    expect(error.code).to.equal("forbidden");
    expect(vendor.here.lookedUp).to.deep.equal([]);
    expect(strays).to.deep.equal([]);
  });
});
