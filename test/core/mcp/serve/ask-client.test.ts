import type { ToolCallPart } from "@ainative-code/sdk";
import { expect } from "chai";
import type { ElicitAnswer } from "../../../../src/core/mcp/connection.ts";
import { askClientUser, askForCall } from "../../../../src/core/mcp/serve/ask-client.ts";
import type { AskClient } from "../../../../src/core/mcp/serve/serving.ts";

const { signal } = new AbortController();
const call = (input: Readonly<Record<string, unknown>>): ToolCallPart => ({ type: "tool-call", id: "c", name: "edit", input });

/** A client whose person answers so; what it was shown. */
function person(answer: ElicitAnswer): { readonly ask: AskClient; readonly shown: Parameters<AskClient>[0][] } {
  const shown: Parameters<AskClient>[0][] = [];
  return { shown, ask: (form) => Promise.resolve((shown.push(form), answer)) };
}

const accepted = (content: NonNullable<ElicitAnswer["content"]>): ElicitAnswer => ({ action: "accept", content });

describe("the person at a client", () => {
  it("lets a call run once or until the client goes, and nothing but a clear yes is one", async () => {
    const answers: readonly (readonly [ElicitAnswer, string])[] = [
      [accepted({ answer: "Yes, this once" }), "once"],
      [accepted({ answer: "Yes, and do not ask again for this until I disconnect" }), "session"],
      [accepted({ answer: "No" }), "deny"],
      [accepted({ answer: "yes" }), "deny"],
      [accepted({ answer: true }), "deny"],
      [accepted({ answer: ["Yes, this once"] }), "deny"],
      [accepted({}), "deny"],
      [{ action: "accept" }, "deny"],
      [{ action: "decline", content: { answer: "Yes, this once" } }, "deny"],
      [{ action: "cancel" }, "deny"],
    ];
    for (const [given, expected] of answers) expect(await askForCall(call({ path: "a" }), person(given).ask, signal), JSON.stringify(given)).to.deep.equal({ answer: expected });
  });

  it("sees all of what is to run, or is not asked", async () => {
    const one = person(accepted({ answer: "Yes, this once" }));
    await askForCall(call({ path: "a.ts", edits: [{ oldText: "x" }] }), one.ask, signal);
    expect(one.shown[0]?.message).to.equal('edit wants to run with:\npath: a.ts\nedits: [{"oldText":"x"}]');
    expect(await askForCall(call({ content: "x".repeat(4001) }), one.ask, signal)).to.deep.equal({ answer: "nobody" });
    expect(one.shown).to.have.length(1);
  });

  it("answers a tool's question by its options, in own words, or not at all", async () => {
    const question = { question: "Which?", options: [{ label: "A", description: "the first" }, { label: "B" }] };
    const asked = async (given: ElicitAnswer, more: object = {}): Promise<unknown> => askClientUser({ ...question, ...more }, person(given).ask, signal);
    expect(await asked(accepted({ answer: "B" }))).to.deep.equal({ kind: "chosen", labels: ["B"] });
    expect(await asked(accepted({ answer: ["A", "B", "C"] }), { multiple: true })).to.deep.equal({ kind: "chosen", labels: ["A", "B"] });
    expect(await asked(accepted({ answer: "A", words: "neither" }))).to.deep.equal({ kind: "text", text: "neither" });
    for (const none of [accepted({ answer: "C" }), accepted({ words: "  " }), { action: "decline" }, { action: "cancel" }] as const) {
      expect(await asked(none)).to.deep.equal({ kind: "dismissed" });
    }
  });

  it("is shown options as options, and a question without any as a line for words", async () => {
    const one = person({ action: "decline" });
    await askClientUser({ question: "Which?", multiple: true, options: [{ label: "A", description: "the first" }] }, one.ask, signal);
    await askClientUser({ question: "Why?", options: [] }, one.ask, signal);
    expect(one.shown.map(({ message }) => message)).to.deep.equal(["Which?\nA: the first", "Why?"]);
    expect(one.shown.map(({ schema }) => Object.keys(schema["properties"] ?? {}))).to.deep.equal([["answer", "words"], ["words"]]);
    expect(one.shown[0]?.schema).to.have.nested.property("properties.answer.items.enum[0]", "A");
  });
});
