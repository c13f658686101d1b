import type { Message } from "@ainative-code/sdk";
import { expect } from "chai";
import { keptParts } from "../../../src/core/agent/kept-parts.ts";
import { shortenedResults } from "../../../src/core/agent/shortened-results.ts";
import { latestTurn } from "../../../src/core/agent/turn-border.ts";

const createdAt = new Date(0).toISOString();
const origin = { provider: "p", api: "a", model: "m" };

function user(text: string): Message {
  return { id: text, role: "user", createdAt, parts: [{ type: "text", text }] };
}

function step(id: string, result: string, name = "read", input: Readonly<Record<string, unknown>> = {}): readonly Message[] {
  const thinking = { type: "thinking", text: `thought ${id}`, native: { provider: "p", api: "a", data: { signature: id } } } as const;
  return [
    { id: `a${id}`, role: "assistant", createdAt, origin, stop: { reason: "tool-calls" }, parts: [thinking, { type: "tool-call", id, name, input }] },
    { id: `t${id}`, role: "tool", createdAt, parts: [{ type: "tool-result", callId: id, name, status: "ok", content: [{ type: "text", text: result }] }] },
  ];
}

describe("a turn that is made shorter", () => {
  it("begins at what the user said last, and not at what was added while it ran", () => {
    const messages = [user("one"), ...step("1", "x"), user("two"), user("rules"), ...step("2", "x")];
    expect(latestTurn(messages)).to.equal(0);
    const [answer] = step("3", "x");
    expect(latestTurn([...messages, ...(answer === undefined ? [] : [answer]), user("three"), ...step("4", "x"), user("steered")])).to.equal(8);
    expect(latestTurn([])).to.equal(0);
  });

  it("keeps all that the model said and thought, letter by letter, and the last results for the most part", () => {
    const messages = [user("go"), ...step("1", "y".repeat(50_000)), ...step("2", "z".repeat(50_000))];
    const short = shortenedResults(messages);
    for (const index of [0, 1, 3]) expect(short[index]).to.equal(messages[index]);
    const lengths = [2, 4].map((index) => JSON.stringify(short[index]).length);
    expect(lengths[0]).to.be.lessThan(1500);
    expect(lengths[1]).to.be.within(16_000, 17_000);
    expect(shortenedResults(short).map((message) => JSON.stringify(message).length)[4]).to.be.within(16_000, 17_000);
  });

  it("does not lose the list of what is to be done", () => {
    const todo = step("1", "noted", "todo", { items: [{ text: "first", status: "open" }] });
    const [kept] = keptParts([user("go"), ...todo, ...step("2", "x")]);
    expect(kept?.text).to.include('"first"');
    if (kept === undefined) throw new Error("nothing was kept");
    expect(keptParts([{ ...user("summary"), parts: [kept] }])).to.deep.equal([kept]);
  });
});
