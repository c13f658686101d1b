import type { AssistantMessage, Message, Origin, Part, StopReason, ToolResultPart } from "@ainative-code/sdk";
import { handOff, mistralToolIds, toolIdMap } from "@ainative-code/provider-kit";
import { expect } from "chai";

const here: Origin = { provider: "openai", api: "responses", model: "m" };
const createdAt = "2026-01-01T00:00:00.000Z";

function answer(parts: readonly Part[], origin: Partial<Origin> = {}, reason: StopReason = "stop"): AssistantMessage {
  return { id: "a", role: "assistant", createdAt, origin: { ...here, ...origin }, stop: { reason }, parts };
}

function results(...parts: readonly ToolResultPart[]): Message {
  return { id: "t", role: "tool", createdAt, parts };
}

const result = (callId: string): ToolResultPart => ({
  type: "tool-result",
  callId,
  name: "x",
  status: "ok",
  content: [{ type: "text", text: "done" }],
});

const all: readonly Part[] = [
  { type: "thinking", text: "hm", native: { item: 1 } },
  { type: "text", text: "said", native: { item: 2 } },
  { type: "opaque", kind: "openai.web_search_call", native: { item: 3 } },
  { type: "tool-call", id: "call:1", name: "x", input: {}, inputText: "{}", native: { item: 4 } },
];

const kinds = (messages: readonly Message[]): unknown =>
  messages.map(({ role, parts }) => [role, ...parts.map(({ type }) => type)]);

describe("handOff", () => {
  it("leaves the answers of the same endpoint and model as they are", () => {
    const history = [answer(all), results(result("call:1"))];
    expect(handOff(history, here)[0]).to.deep.equal(history[0]);
  });

  for (const [name, origin] of [
    ["model", { model: "other" }],
    ["api", { api: "messages" }],
    ["provider", { provider: "gemini" }],
  ] as const) {
    it(`drops thinking, opaque parts and native data of another ${name}`, () => {
      const [sent] = handOff([answer(all, origin), results(result("call:1"))], here);
      expect(sent?.parts.map(({ type }) => type)).to.deep.equal(["text", "tool-call"]);
      expect(JSON.stringify(sent)).not.to.include("native");
    });
  }

  it("rewrites foreign ids to what the target takes, in calls and results alike", () => {
    const [sent, outcome] = handOff([answer(all, { provider: "gemini" }), results(result("call:1"))], here);
    const call = sent?.parts.find((part) => part.type === "tool-call");
    const answered = outcome?.parts.find((part) => part.type === "tool-result");
    expect(call?.type === "tool-call" && call.id).to.match(/^call_[0-9a-f]{24}$/);
    expect(answered?.type === "tool-result" && answered.callId).to.equal(call?.type === "tool-call" && call.id);
  });

  for (const reason of ["interrupted", "aborted", "error"] as const) {
    it(`keeps only the text of an answer that ended ${reason}, and drops the results of its calls`, () => {
      const sent = handOff([answer(all, {}, reason), results(result("call:1"))], here);
      expect(kinds(sent)).to.deep.equal([["assistant", "text"]]);
    });
  }

  it("answers calls without a result, and puts the results in the order of the calls", () => {
    const calls = ["a", "b", "c"].map((id): Part => ({ type: "tool-call", id, name: "x", input: {} }));
    const sent = handOff([answer(calls), { ...results(result("c")) }, { ...results(result("a")) }], here);
    const statuses = sent[1]?.parts.map((part) => (part.type === "tool-result" ? [part.callId, part.status] : []));
    expect(statuses).to.deep.equal([
      ["a", "ok"],
      ["b", "error"],
      ["c", "ok"],
    ]);
    expect(JSON.stringify(sent[1])).to.include("was not run");
  });

  it("drops results without a call, and answers with nothing left", () => {
    const foreign = answer([{ type: "thinking", text: "hm" }], { provider: "gemini" });
    expect(handOff([foreign, results(result("nobody"))], here)).to.deep.equal([]);
  });

  it("does not answer calls that the vendor ran itself", () => {
    const own: Part = { type: "tool-call", id: "s", name: "search", input: {}, providerExecuted: true };
    expect(kinds(handOff([answer([own])], here))).to.deep.equal([["assistant", "tool-call"]]);
    expect(handOff([answer([own], { provider: "anthropic" })], here)).to.deep.equal([]);
  });
});

describe("toolIdMap", () => {
  it("keeps valid ids, gives the others ids of their own, and the same each time", () => {
    const ids = ["toolu_01AbC", "abcDEF123", ...Array.from({ length: 200 }, (_, index) => `call_${index}`)];
    const [first, second] = [toolIdMap(ids, mistralToolIds), toolIdMap(ids, mistralToolIds)];
    const made = ids.map(first);
    expect(new Set(made).size).to.equal(ids.length);
    expect(made.every(mistralToolIds.isValid)).to.equal(true);
    expect(first("abcDEF123")).to.equal("abcDEF123");
    expect(ids.map(second)).to.deep.equal(made);
  });

  it("tells ids apart whose hashes begin alike", () => {
    const idOf = toolIdMap(["a!", "b!", "c!"], { isValid: () => false, make: (hash) => (hash < "8" ? "low" : hash.slice(0, 4)) });
    expect(new Set(["a!", "b!", "c!"].map(idOf)).size).to.equal(3);
  });
});
