import { expect } from "chai";
import type { AssistantMessage, Message, Part, ToolMessage } from "@ainative-code/sdk";
import { resumeRepair } from "../../../src/core/sessions/resume-repair.ts";

const createdAt = "2026-03-01T10:00:00.000Z";
const make = { id: () => "repair", now: () => Date.parse(createdAt) };
const origin = { provider: "p", api: "a", model: "m" };

const prompt: Message = { role: "user", id: "u", createdAt, parts: [{ type: "text", text: "go" }] };
const call = (id: string): Part => ({ type: "tool-call", id, name: `tool-${id}`, input: {} });
const result = (callId: string): Part => ({ type: "tool-result", callId, name: `tool-${callId}`, status: "ok", content: [] });
const answer = (...parts: readonly Part[]): AssistantMessage =>
  ({ role: "assistant", id: "a", createdAt, origin, stop: { reason: "tool-calls" }, parts });
const results = (...ids: readonly string[]): ToolMessage => ({ role: "tool", id: "t", createdAt, parts: ids.map(result) });
const stored = (...messages: readonly Message[]): readonly Message[] => messages;

describe("the repair of a history whose last turn was cut", () => {
  it("appends nothing where nothing is missing", () => {
    const whole = [[], [prompt], [prompt, answer({ type: "text", text: "done" })], [prompt, answer(call("1")), results("1")]];
    for (const messages of whole) expect(resumeRepair(stored(...messages), make)).to.deep.equal([]);
  });

  it("gives each call without a result one that says what is known, in the order of the calls", () => {
    const [repair, ...rest] = resumeRepair(stored(prompt, answer({ type: "text", text: "hm" }, call("1"), call("2"))), make);
    expect(rest).to.deep.equal([]);
    expect(repair).to.include({ role: "tool", id: "repair", createdAt });
    expect(repair?.parts.map((part) => part.type === "tool-result" && [part.callId, part.name, part.status])).to.deep.equal([
      ["1", "tool-1", "error"],
      ["2", "tool-2", "error"],
    ]);
    expect(JSON.stringify(repair?.parts)).to.match(/interrupted.*may or may not have had an effect/);
  });

  it("answers only the calls that have no result yet", () => {
    const [repair] = resumeRepair(stored(prompt, answer(call("1"), call("2"), call("3")), results("2")), make);
    expect(repair?.parts.map((part) => part.type === "tool-result" && part.callId)).to.deep.equal(["1", "3"]);
  });

  it("leaves the calls alone that the vendor runs, and those answered within the answer", () => {
    const server: Part = { type: "tool-call", id: "s", name: "web_search", input: {}, providerExecuted: true };
    expect(resumeRepair(stored(prompt, answer(server, call("1"), result("1"))), make)).to.deep.equal([]);
  });

  it("appends nothing behind a prompt, where a result would be out of place", () => {
    expect(resumeRepair(stored(prompt, answer(call("1")), prompt), make)).to.deep.equal([]);
  });

  it("makes a history lawful again wherever it was cut, and is then done", () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 300; round++) {
      const whole = lawfulHistory(random);
      const cut = whole.slice(0, random(whole.length + 1));
      const repaired = [...cut, ...resumeRepair(stored(...cut), make)];
      expect(isLawful(repaired), JSON.stringify(repaired)).to.equal(true);
      expect(resumeRepair(stored(...repaired), make)).to.deep.equal([]);
      if (isLawful(cut)) expect(repaired).to.deep.equal(cut);
    }
  });
});

/** Some turns of some steps each, with up to three calls a step. */
function lawfulHistory(random: (below: number) => number): readonly Message[] {
  let id = 0;
  const step = (): readonly Message[] => {
    const ids = Array.from({ length: 1 + random(3) }, () => String(id++));
    return [answer(...ids.map(call)), results(...ids)];
  };
  const done = answer({ type: "text", text: "done" });
  const turn = (): readonly Message[] => [prompt, ...Array.from({ length: random(4) }, step).flat(), done];
  return Array.from({ length: 1 + random(3) }, turn).flat();
}

/** Each call is answered once, by the messages right behind it, and nothing else is. */
function isLawful(messages: readonly Message[]): boolean {
  const open = new Set<string>();
  for (const { role, parts } of messages) {
    if (role !== "tool" && open.size > 0) return false;
    for (const part of parts) {
      if (part.type === "tool-call") open.add(part.id);
      if (part.type === "tool-result" && !open.delete(part.callId)) return false;
    }
  }
  return open.size === 0;
}

/** The same numbers each time: a linear congruential generator, constants of Numerical Recipes. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}
