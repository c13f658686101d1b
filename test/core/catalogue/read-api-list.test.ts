import { expect } from "chai";
import { readApiList } from "../../../src/core/catalogue/read-api-list.ts";

const tiered = { input: 5, output: 30, cache_read: 0.5, context_over_200k: { input: 9, output: 9 } };
const list = {
  maker: {
    models: {
      owl: {
        name: "Owl",
        tool_call: true,
        reasoning: true,
        temperature: false,
        modalities: { input: ["text", "image"], output: ["text"] },
        cost: { ...tiered, tiers: [{ input: 10, output: 45, cache_read: 1, tier: { type: "context", size: 272_000 } }] },
        limit: { context: 1000, input: 800, output: 200 },
      },
      older: { reasoning: false, cost: tiered, limit: { context: 50, output: 0 } },
      free: { cost: { input: 0, output: 0 } },
      broken: { limit: { context: "much" } },
      hostile: { cost: { input: -4, output: 1 } },
    },
  },
};

describe("a downloaded list of models", () => {
  const models = new Map(readApiList(list, ["unheard-of", "maker"])?.map((model) => [model.id, model]));

  it("gives limits, capabilities and prices by size of input", () => {
    expect(models.get("owl")).to.deep.equal({
      id: "owl",
      name: "Owl",
      window: 1000,
      maxInput: 800,
      maxOutput: 200,
      capabilities: { tools: true, imageIn: true, pdfIn: false, temperature: false, thinking: {} },
      prices: [
        { input: 5, output: 30, cacheRead: 0.5 },
        { input: 10, output: 45, cacheRead: 1, inputTokensAbove: 272_000 },
      ],
    });
  });

  it("reads the older way to write dear inputs where there is no other", () => {
    expect(models.get("older")).to.deep.equal({
      id: "older",
      window: 50,
      capabilities: { thinking: { levels: ["none"] } },
      prices: [
        { input: 5, output: 30, cacheRead: 0.5 },
        { input: 9, output: 9, inputTokensAbove: 200_000 },
      ],
    });
  });

  it("takes no price for none rather than for free, so that it hides no spending", () => {
    expect(models.get("free")).to.deep.equal({ id: "free", capabilities: {} });
  });

  it("leaves out models that are not of the shape", () => {
    expect([...models.keys()]).to.deep.equal(["owl", "older", "free"]);
  });

  for (const [what, value] of Object.entries({ nothing: undefined, "a page": "<html>", "a list": [1], "other providers only": { other: { models: {} } } })) {
    it(`tells of no provider where it is ${what}`, () => {
      expect(readApiList(value, ["maker"])).to.equal(undefined);
    });
  }
});
