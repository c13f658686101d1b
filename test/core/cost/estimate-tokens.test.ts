import type { AssistantMessage, Message, Part, Usage } from "@ainative-code/sdk";
import { expect } from "chai";
import { estimateInput } from "../../../src/core/cost/estimate-tokens.ts";

const at = Date.parse("2026-01-02T03:04:05.000Z");
const user = (...parts: readonly Part[]): Message => ({ id: "u", role: "user", createdAt: "", parts });
const text = (length: number): Part => ({ type: "text", text: "x".repeat(length) });
const answer = (usage?: Usage): AssistantMessage => ({
  id: "a",
  role: "assistant",
  createdAt: new Date(at).toISOString(),
  parts: [text(300)],
  origin: { provider: "p", api: "", model: "m" },
  stop: { reason: "stop" },
  ...(usage === undefined ? {} : { usage }),
});
const estimate = (messages: readonly Message[], now = at): unknown => estimateInput({ system: ["s".repeat(30)], messages, tools: [] }, now);

describe("the input of a request, before it is made", () => {
  it("is as long as everything that is sent, where nothing was reported yet", () => {
    // "[]" of the tools is there as well.
    expect(estimate([user(text(300))])).to.deep.equal({ fresh: 111, cached: 0 });
    expect(estimate([user(text(300)), answer(), user(text(3))])).to.deep.equal({ fresh: 212, cached: 0 });
  });

  it("is what the last answer took, with it and what came after", () => {
    const usage: Usage = { input: { total: 5000, fresh: 5000, cacheRead: 0, cacheWrite: 0 }, output: { total: 200 } };
    expect(estimate([user(text(99_999)), answer(usage), user(text(300))])).to.deep.equal({ fresh: 5300, cached: 0 });
  });

  it("is read from the cache as far as it was before, for five minutes", () => {
    const usage: Usage = { input: { total: 5000, fresh: 100, cacheRead: 4000, cacheWrite: 900 }, output: { total: 200 } };
    const messages = [user(text(3)), answer(usage), user(text(300))];
    expect(estimate(messages)).to.deep.equal({ fresh: 400, cached: 4900 });
    expect(estimate(messages, at + 300_000)).to.deep.equal({ fresh: 5300, cached: 0 });
  });

  it("counts images, files and the results of tools", () => {
    const image: Part = { type: "image", mediaType: "image/png", data: "A".repeat(4_000_000) };
    const file: Part = { type: "file", mediaType: "application/pdf", data: "A".repeat(40_000) };
    const result: Part = { type: "tool-result", callId: "c", name: "read", status: "ok", content: [{ type: "text", text: "x".repeat(30) }] };
    expect(estimate([user(image)])).to.deep.equal({ fresh: 11 + 1600, cached: 0 });
    expect(estimate([user(file)])).to.deep.equal({ fresh: 11 + 1000, cached: 0 });
    expect(estimate([user(result)])).to.deep.equal({ fresh: 11 + 10, cached: 0 });
  });
});
