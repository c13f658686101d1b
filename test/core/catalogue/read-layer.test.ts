import { expect } from "chai";
import { readLayer } from "../../../src/core/catalogue/read-layer.ts";

describe("reading a catalogue file", () => {
  it("gives the models by id, with who says so and when", () => {
    const { layer, problem } = readLayer("bundled", { source: "a list", date: "2026-01-01", models: [{ id: "m", maxInput: 5, unheardOf: 1 }] });
    expect(problem).to.equal(undefined);
    expect(layer.origin).to.deep.equal({ source: "bundled", by: "a list", asOf: "2026-01-01" });
    expect([...layer.models]).to.deep.equal([["m", { facts: { maxInput: 5 } }]]);
  });

  for (const [what, value] of Object.entries({ nothing: undefined, "a number": 3, "a list": [], "models that are no list": { models: {} } })) {
    it(`finds no model in ${what}, and says why`, () => {
      const { layer, problem } = readLayer("bundled", value);
      expect(layer.models.size).to.equal(0);
      expect(problem).to.equal('has no list "models"');
    });
  }

  for (const [what, wrong, told] of [
    ["a limit that is a text", { maxInput: "9" }, '"maxInput"'],
    ["a limit of nothing", { maxOutput: 0 }, '"maxOutput"'],
    ["a negative price", { prices: [{ input: -1, output: 1 }] }, '"prices"'],
    ["a price without output", { prices: [{ input: 1 }] }, '"prices"'],
    ["an infinite price", { prices: [{ input: Infinity, output: 1 }] }, '"prices"'],
    ["a capability that is a word", { capabilities: { tools: "yes" } }, '"capabilities"'],
    ["a level of thinking that there is not", { capabilities: { thinking: { levels: ["hardest"] } } }, '"capabilities"'],
    ["a cache of no kind", { capabilities: { promptCache: {} } }, '"capabilities"'],
  ] as const) {
    it(`leaves out a model with ${what}, by name, and keeps the others`, () => {
      const { layer, problem } = readLayer("bundled", { models: [{ id: "bad", ...wrong }, { id: "good" }, { name: "anonymous" }] });
      expect([...layer.models.keys()]).to.deep.equal(["good"]);
      expect(problem).to.equal(`has a wrong entry: bad has ${told} of the wrong kind, and 1 more of its entries can't be used`);
    });
  }
});
