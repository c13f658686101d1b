import type { Message, TextPart } from "@ainative-code/sdk";
import { expect } from "chai";
import { keptParts } from "../../../src/core/agent/kept-parts.ts";
import { todosOf } from "../../../src/core/agent/todos-of.ts";

describe("the list of what is to be done", () => {
  const at = { id: "m", createdAt: "2026-01-01T00:00:00.000Z" };
  const message = (...parts: readonly TextPart[]): Message => ({ ...at, role: "user", parts });
  const listed = (id: string, items: unknown, status: "ok" | "error" = "ok"): readonly Message[] => [
    { ...at, role: "assistant", origin: { provider: "p", api: "a", model: "m" }, stop: { reason: "tool-calls" }, parts: [{ type: "tool-call", id, name: "todo", input: { items } }] },
    { ...at, role: "tool", parts: [{ type: "tool-result", callId: id, name: "todo", status, content: [{ type: "text", text: "" }] }] },
  ];
  const one = { text: "One", status: "pending" } as const;
  const two = { text: "Two", status: "done" } as const;

  it("is that of the last call that went through", () => {
    expect(todosOf([])).to.deep.equal([]);
    expect(todosOf([...listed("1", [one]), ...listed("2", [one, two]), ...listed("3", [two], "error")])).to.deep.equal([one, two]);
    expect(todosOf([...listed("1", [one]), ...listed("2", [])])).to.deep.equal([]);
  });

  it("outlives that the conversation is summed up, again and again", () => {
    const summed = message({ type: "text", text: "Summary" }, ...keptParts(listed("1", [one, two])));
    expect(todosOf([summed])).to.deep.equal([one, two]);
    expect(todosOf([message({ type: "text", text: "Summary" }, ...keptParts([summed]))])).to.deep.equal([one, two]);
    expect(todosOf([summed, ...listed("2", [two])])).to.deep.equal([two]);
  });

  it("leaves out what is of another form", () => {
    expect(todosOf(listed("1", [one, { text: 1, status: "done" }, { text: "x", status: "later" }, null]))).to.deep.equal([one]);
    expect(todosOf(listed("1", "none"))).to.deep.equal([]);
  });
});
