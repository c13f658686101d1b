import { expect } from "chai";
import { cutFrom, cutsOf, isCut } from "../../../src/core/checkpoints/cuts.ts";

describe("messages that were taken back", () => {
  it("are one stretch with those taken back just before them", () => {
    expect(cutFrom([{ from: 5, to: 8 }], 9, 12)).to.deep.equal([{ from: 5, to: 12 }]);
    expect(cutFrom([{ from: 5, to: 8 }], 3, 12)).to.deep.equal([{ from: 3, to: 12 }]);
    expect(cutFrom([{ from: 5, to: 8 }], 7, 12)).to.deep.equal([{ from: 5, to: 12 }]);
    expect(cutFrom([], 4, 3)).to.deep.equal([]);
  });

  it("come back without those that were said since", () => {
    expect(cutsOf([], 8, 8)).to.deep.equal([]);
    expect(cutsOf([{ from: 2, to: 3 }], 8, 10)).to.deep.equal([{ from: 2, to: 3 }, { from: 9, to: 10 }]);
    expect([1, 2, 3, 4].map((seq) => isCut([{ from: 2, to: 3 }], seq))).to.deep.equal([false, true, true, false]);
  });
});
