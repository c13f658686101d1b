import { usageOfFresh, usageOfTotal } from "@ainative-code/provider-kit";
import { expect } from "chai";

describe("usage", () => {
  it("takes the cache out of a total that includes it", () => {
    const { input, output } = usageOfTotal({ inputTotal: 100, cacheRead: 60, cacheWrite: 10, output: 20, thinking: 15 });
    expect(input).to.deep.equal({ total: 100, fresh: 30, cacheRead: 60, cacheWrite: 10 });
    expect(output).to.deep.equal({ total: 20, text: 5, thinking: 15 });
  });

  it("adds the cache to a count that leaves it out", () => {
    const { input } = usageOfFresh({ inputFresh: 5, cacheRead: 60, cacheWrite: 10, cacheWrite1h: 4, output: 1 });
    expect(input).to.deep.equal({ total: 75, fresh: 5, cacheRead: 60, cacheWrite: 10, cacheWrite1h: 4 });
  });

  it("adds up where a server counts more cache than input: its count leaves the cache out", () => {
    expect(usageOfTotal({ inputTotal: 5, cacheRead: 8, output: 0 }).input).to.deep.equal({ total: 13, fresh: 5, cacheRead: 8, cacheWrite: 0 });
  });
});
