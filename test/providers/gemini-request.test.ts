import type { ProviderRequest } from "@ainative-code/sdk";
import { eventsOf, inMemoryHost, textOf } from "@ainative-code/test-kit";
import { expect } from "chai";
import manifest from "../../plugins/gemini/package.json" with { type: "json" };
import gemini from "../../plugins/gemini/src/provider.ts";
import { failure } from "../infra/http/scene.ts";
import { vendorScene } from "../infra/http/vendor-scene.ts";

const key = "AIza-test-0123456789abcdef";

const request: ProviderRequest = {
  model: "gemini-3-pro",
  system: ["Be brief."],
  messages: [{ id: "u", role: "user", createdAt: "2026-01-01T00:00:00.000Z", parts: [{ type: "text", text: "hi" }] }],
  tools: [{ name: "read", description: "Reads.", input: { type: "object", properties: { path: { const: "a" } } } }],
  effort: "high",
  cacheKey: "session-1",
  signal: new AbortController().signal,
};

const chunk = (candidate: object): string => `data: ${JSON.stringify({ candidates: [candidate], responseId: "r-1" })}\r\n\r\n`;
const said = (text: string): object => ({ content: { role: "model", parts: [{ text }] } });
const answer = chunk(said("Hi")) + chunk({ finishReason: "STOP" });

const models = "/v1beta/models";
const ask = `${models}/gemini-3-pro:streamGenerateContent?alt=sse`;
const eventStream = { "content-type": "text/event-stream" };

/** What the provider sends to the vendor's real host name, through the real fetch and the rights of its manifest. */
describe("the gemini provider at generativelanguage.googleapis.com", () => {
  const vendor = vendorScene(manifest.ainative.rights.hosts);
  const { sent, strays } = vendor;
  const answering = (path: string, status: number, body: string, headers: Record<string, string>): void =>
    vendor.answering(`POST https://generativelanguage.googleapis.com${path}`, status, body, headers);
  const host = (config: Readonly<Record<string, unknown>> = {}): ReturnType<typeof inMemoryHost> =>
    inMemoryHost({ config, secrets: { apiKey: key }, fetch: vendor.here.fetch });

  it("streams an answer, with the key in one header and nowhere else", async () => {
    answering(ask, 200, answer, eventStream);
    const events = await eventsOf(gemini.stream(request, host()));
    expect(textOf(events)).to.equal("Hi");
    expect(sent[0]?.headers).to.include({
      host: "generativelanguage.googleapis.com",
      "x-goog-api-key": key,
      "content-type": "application/json",
      accept: "text/event-stream",
    });
    expect(sent[0]?.headers).not.to.have.property("authorization");
    expect(sent[0]?.body).to.deep.equal({
      contents: [{ role: "user", parts: [{ text: "hi" }] }],
      systemInstruction: { parts: [{ text: "Be brief." }] },
      tools: [
        {
          functionDeclarations: [
            {
              name: "read",
              description: "Reads.",
              parametersJsonSchema: { type: "object", properties: { path: { enum: ["a"] } } },
            },
          ],
        },
      ],
      generationConfig: { thinkingConfig: { includeThoughts: true, thinkingLevel: "HIGH" } },
    });
    expect(JSON.stringify([sent[0]?.url, sent[0]?.body])).not.to.match(new RegExp(`${key}|session-1`));
    expect(vendor.here.logged.join("")).not.to.include(key);
    expect(strays).to.deep.equal([]);
  });

  it("goes on with a long answer at the same place, and sends the same again with the vendor's token", async () => {
    answering(ask, 200, chunk(said("Hi")) + chunk({ finishReason: "CONTINUATION", continuationToken: "dG9rZW4=" }), eventStream);
    answering(ask, 200, answer, eventStream);
    expect(textOf(await eventsOf(gemini.stream(request, host())))).to.equal("HiHi");
    expect(sent[1]?.headers).to.include({ "x-goog-api-key": key });
    expect(sent[1]?.body).to.deep.equal({ ...Object(sent[0]?.body), continuationToken: "dG9rZW4=" });
    expect(strays).to.deep.equal([]);
  });

  it("has tokens counted at the same host", async () => {
    answering(`${models}/gemini-3-pro:countTokens`, 200, '{"totalTokens":12}', { "content-type": "application/json" });
    expect(await gemini.countTokens(request, host())).to.equal(12);
    expect(sent[0]?.headers).to.include({ "x-goog-api-key": key });
    expect(sent[0]?.body).to.have.nested.property("generateContentRequest.model", "models/gemini-3-pro");
  });

  it("lists models there, with the key in the header", async () => {
    vendor.nock("https://generativelanguage.googleapis.com", { reqheaders: { "x-goog-api-key": key } })
      .get(`${models}?pageSize=1000`)
      .reply(200, { models: [{ name: "models/gemini-3-pro" }] });
    const listed = await gemini.models(host(), request.signal);
    expect(listed.map(({ id }) => id)).to.deep.equal(["gemini-3-pro"]);
    expect(strays).to.deep.equal([]);
  });

  for (const status of [301, 302, 307, 308]) {
    it(`carries the key along no redirect (${status})`, async () => {
      answering(ask, status, "", { location: "https://evil.example/v1beta" });
      const error = await failure(eventsOf(gemini.stream(request, host())));
      expect(error.code).to.equal("invalid-request");
      expect(JSON.stringify(error)).not.to.include(key);
      expect(sent).to.have.lengthOf(1);
      expect(strays).to.deep.equal([]);
    });
  }

  it("reaches no host that is neither the vendor's nor the user's", async () => {
    const error = await failure(eventsOf(gemini.stream(request, host({ baseURL: "https://elsewhere.example" }))));
    expect(error.code).to.equal("forbidden");
    expect(vendor.here.lookedUp).to.deep.equal([]);
    expect(strays).to.deep.equal([]);
  });
});
