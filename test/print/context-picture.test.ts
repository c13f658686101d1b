import { expect } from "chai";
import type { ContextReport } from "../../src/core/context/context-report.ts";
import { contextPicture } from "../../src/print/context-picture.ts";
import { cellsOf } from "../../src/print/line/input/cells.ts";

const report: ContextReport = {
  model: "openai/m",
  room: 200_000,
  total: 52_000,
  basis: "reported",
  groups: [
    { name: "tools", shares: [{ name: "@ainative-code/plugin-tools (14)", tokens: 50_000 }, { name: "mcp (3)", tokens: 1500 }] },
    { name: "messages", shares: [{ name: "your prompts", tokens: 500 }] },
  ],
  usage: { input: { total: 51_000, fresh: 1000, cacheRead: 50_000, cacheWrite: 0 }, output: { total: 20 } },
  loss: undefined,
};

describe("the picture of what fills the window", () => {
  it("has a line for each part, with its tokens, and a bar for each group", () => {
    const lines = contextPicture(report, { bars: "ascii", columns: 200 });
    expect(lines[0]).to.equal("openai/m: about 52,000 of 200,000 tokens (26 %), the last request as its vendor counted it, and an estimate of what came since. The parts are estimated.");
    const close = lines.map((line) => line.replaceAll(/ +/g, " "));
    expect(close).to.include.members(["tools 51,500 ######", " @ainative-code/plugin-tools (14) 50,000", " your prompts 500"]);
    expect(lines.at(-1)).to.equal("Of the last request's 51,000 tokens 50,000 came from the prompt cache.");
  });

  it("says where it is not known how much the model can read", () => {
    expect(contextPicture({ ...report, room: undefined }, { bars: "none", columns: Infinity })[0]).to.include("about 52,000 tokens, ").and.include("How many the model can read is not known.");
  });

  for (const columns of [32, 40, 60, 80]) {
    it(`fits a screen of ${columns} cells`, () => {
      expect(Math.max(...contextPicture(report, { bars: "blocks", columns }).map(cellsOf))).to.be.at.most(columns);
    });
  }
});
