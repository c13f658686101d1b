import type { AssistantMessage, Message, ProviderRequest } from "@ainative-code/sdk";
import { expect } from "chai";
import { requestKey } from "../../../src/core/response-cache/request-key.ts";
import { aRequest } from "../a-request.ts";

const asked = { provider: "p", settings: { baseURL: "https://one.example" } };
const user: Message = { id: "1", role: "user", createdAt: "2026-01-01T00:00:00Z", parts: [{ type: "text", text: "hello" }] };
const answer: AssistantMessage = {
  id: "2",
  role: "assistant",
  createdAt: "2026-01-01T00:00:01Z",
  parts: [{ type: "text", text: "hi" }],
  origin: { provider: "p", api: "a", model: "m" },
  stop: { reason: "stop" },
};
const request = aRequest({ system: ["Be brief."], messages: [user, answer, user], temperature: 0 });
const key = requestKey(asked, request);

describe("the key of a request", () => {
  it("is a SHA-256, and holds nothing of the request", () => {
    expect(key).to.match(/^[0-9a-f]{64}$/);
  });

  const same: Readonly<Record<string, ProviderRequest>> = {
    "another session": { ...request, cacheKey: "s-2" },
    "another signal": { ...request, signal: AbortSignal.abort() },
    "other ids and times": { ...request, messages: [{ ...user, id: "9", createdAt: "2027-01-01T00:00:00Z" }, answer, user] },
    "another cost of an answer": {
      ...request,
      messages: [user, { ...answer, cached: true, cost: { usd: 1, basis: "estimated" }, timings: { start: 1, end: 2 } }, user],
    },
  };
  for (const [name, changed] of Object.entries(same)) {
    it(`is the same for ${name}`, () => {
      expect(requestKey(asked, changed)).to.equal(key);
    });
  }

  const tool = { name: "t", description: "d", input: { type: "object" } } as const;
  const different: Readonly<Record<string, ProviderRequest>> = {
    "another model": { ...request, model: "n" },
    "another system prompt": { ...request, system: ["Be long."] },
    "a tool": { ...request, tools: [tool] },
    "another temperature": { ...request, temperature: 0.5 },
    "another limit": { ...request, maxOutputTokens: 5 },
    "an effort": { ...request, effort: "high" },
    "options": { ...request, options: { speed: "fast" } },
    "other words": { ...request, messages: [{ ...user, parts: [{ type: "text", text: "hello " }] }] },
    "what goes back to the vendor": { ...request, messages: [user, { ...answer, native: { item: 1 } }, user] },
    "an answer of another model": { ...request, messages: [user, { ...answer, origin: { ...answer.origin, model: "n" } }, user] },
  };
  for (const [name, changed] of Object.entries(different)) {
    it(`is another one for ${name}`, () => {
      expect(requestKey(asked, changed)).not.to.equal(key);
    });
  }

  it("is another one for another provider and for other settings of it", () => {
    expect(requestKey({ ...asked, provider: "q" }, request)).not.to.equal(key);
    expect(requestKey({ ...asked, settings: { baseURL: "https://two.example" } }, request)).not.to.equal(key);
  });
});
