import { expect } from "chai";
import { usdText } from "../../../src/core/cost/usd-text.ts";

describe("money as people read it", () => {
  for (const [usd, text] of [
    [0, "$0.00"],
    [0.00001, "<$0.0001"],
    [0.0001, "$0.0001"],
    [0.0123, "$0.0123"],
    [0.2, "$0.20"],
    [0.135, "$0.135"],
    [0.99999, "$1.00"],
    [1.5, "$1.50"],
    [12.349, "$12.35"],
    [1_234_567.8, "$1,234,567.80"],
    [-0.05, "-$0.05"],
    [-0.00001, "-<$0.0001"],
  ] as const) {
    it(`is ${text} for ${usd}`, () => {
      expect(usdText(usd)).to.equal(text);
    });
  }
});
