import { expect } from "chai";
import { stepUp } from "../../src/window/step-up.ts";

describe("the steps of windows", () => {
  it("hold what is asked, with at most a third to spare above the smallest", () => {
    for (let tokens = 4097; tokens < 2_000_000; tokens = Math.ceil(tokens * 1.013)) {
      expect(stepUp(tokens)).to.be.at.least(tokens).and.below(tokens * 1.5);
    }
  });

  it("are few", () => {
    const steps = new Set(Array.from({ length: 131_072 / 64 }, (_, index) => stepUp(index * 64)));
    expect([...steps]).to.deep.equal([4096, 6144, 8192, 12_288, 16_384, 24_576, 32_768, 49_152, 65_536, 98_304, 131_072]);
  });

  it("begin with the server's own default on small machines", () => {
    expect([0, 1, 4096].map(stepUp)).to.deep.equal([4096, 4096, 4096]);
  });
});
