import type { StreamEvent } from "@ainative-code/sdk";
import { AnswerWriter, ToolCallAssembler, type ToolCallDelta } from "@ainative-code/provider-kit";
import { expect } from "chai";

type Step = ToolCallDelta | readonly ToolCallDelta[];

function assemble(steps: readonly Step[], cut = false): readonly StreamEvent[] {
  const writer = new AnswerWriter();
  const calls = new ToolCallAssembler(writer, { makeId: (position) => `made_${position}` });
  for (const step of steps) for (const [position, delta] of [step].flat().entries()) calls.add(delta, position);
  calls.close(cut);
  return writer.take();
}

function callsOf(steps: readonly Step[], cut = false): readonly unknown[] {
  return assemble(steps, cut).flatMap((event) =>
    event.type === "tool-end" ? [[event.call.id, event.call.name, event.call.inputText]] : [],
  );
}

describe("ToolCallAssembler", () => {
  it("keeps calls apart by their index", () => {
    const steps = [
      { index: 0, id: "a", name: "x" },
      { index: 1, id: "b", name: "y" },
      { index: 0, arguments: "{}" },
      { index: 1, arguments: "[" },
    ];
    expect(callsOf(steps)).to.deep.equal([
      ["a", "x", "{}"],
      ["b", "y", "["],
    ]);
  });

  it("begins a call with a new id where the index is taken, and goes on with that one", () => {
    const steps = [
      { index: 0, id: "a", name: "x", arguments: '{"n":1}' },
      { index: 0, id: "b", name: "x", arguments: '{"n"' },
      { index: 0, arguments: ":2}" },
    ];
    expect(callsOf(steps)).to.deep.equal([
      ["a", "x", '{"n":1}'],
      ["b", "x", '{"n":2}'],
    ]);
  });

  it("keeps two calls of one chunk apart that were given one id, and gives the second one of its own", () => {
    const steps = [
      [
        { index: 0, id: "c1", name: "x", arguments: '{"n"' },
        { index: 1, id: "c1", name: "y", arguments: '{"m"' },
      ],
      [
        { index: 0, id: "c1", arguments: ":1}" },
        { index: 1, id: "c1", arguments: ":2}" },
      ],
      [{ index: 1, id: "c1", arguments: "" }],
    ];
    expect(callsOf(steps)).to.deep.equal([
      ["c1", "x", '{"n":1}'],
      ["made_1", "y", '{"m":2}'],
    ]);
  });

  it("takes an id that is repeated with every piece for the same call", () => {
    const steps = [
      { id: "a", name: "x", arguments: "{" },
      { id: "a", name: "x", arguments: "}" },
    ];
    expect(callsOf(steps)).to.deep.equal([["a", "x", "{}"]]);
  });

  it("finds pieces without index and id by their position, else takes the last call", () => {
    const steps = [
      [
        { id: "a", name: "x" },
        { id: "b", name: "y" },
      ],
      [{ arguments: "" }, { arguments: '{"b":1}' }],
      { id: "c", name: "z" },
      { arguments: '{"c":1}' },
    ];
    expect(callsOf(steps)).to.deep.equal([
      ["a", "x", ""],
      ["b", "y", '{"b":1}'],
      ["c", "z", '{"c":1}'],
    ]);
  });

  it("waits for a late name and tells nothing before", () => {
    const events = assemble([
      { index: 0, id: "a", arguments: "{" },
      { index: 0, name: "x", arguments: "}" },
    ]);
    expect(events.map(({ type }) => type)).to.deep.equal(["tool-start", "tool-delta", "tool-end"]);
  });

  it("makes ids where the server gives none, and sees a second whole call in a second name", () => {
    const steps = [
      { index: 0, name: "x", arguments: '{"n":1}' },
      { index: 0, name: "x", arguments: '{"n":2}' },
    ];
    expect(callsOf(steps)).to.deep.equal([
      ["made_0", "x", '{"n":1}'],
      ["made_1", "x", '{"n":2}'],
    ]);
  });

  it("keeps the id it has made when the server's comes late", () => {
    const steps = [
      { index: 0, name: "x", arguments: "{" },
      { index: 0, id: "late", arguments: "}" },
    ];
    expect(callsOf(steps)).to.deep.equal([["made_0", "x", "{}"]]);
  });

  it("leaves calls open that were cut short, and closes those that are whole", () => {
    const steps = [
      { index: 0, id: "a", name: "x", arguments: "{}" },
      { index: 1, id: "b", name: "y", arguments: '{"half' },
      { index: 2, id: "c", name: "z" },
    ];
    expect(callsOf(steps, true)).to.deep.equal([["a", "x", "{}"]]);
  });

  it("says why arguments or a missing name make a call unusable", () => {
    const events = assemble([
      { index: 0, id: "a", name: "x", arguments: "{broken" },
      { index: 1, id: "b", arguments: "{}" },
      { index: 2, id: "c", name: "z", arguments: "[1]" },
    ]);
    const errors = events.flatMap((event) => (event.type === "tool-end" ? [event.call.inputError ?? ""] : []));
    expect(errors.map((error) => error.split(":")[0])).to.deep.equal([
      "The arguments are no valid JSON",
      "The model named no tool.",
      "The arguments are no JSON object.",
    ]);
  });
});
