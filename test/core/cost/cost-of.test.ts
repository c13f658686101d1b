import type { Price, Usage } from "@ainative-code/sdk";
import { expect } from "chai";
import { cacheSavings, costOf } from "../../../src/core/cost/cost-of.ts";

const usage = (input: Partial<Usage["input"]>, output = 0, more: Partial<Usage> = {}): Usage => {
  const { fresh = 0, cacheRead = 0, cacheWrite = 0 } = input;
  return { input: { total: fresh + cacheRead + cacheWrite, fresh, cacheRead, cacheWrite, ...input }, output: { total: output }, ...more };
};
const million = 1_000_000;
const full: Price = { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5, cacheWrite1h: 4 };
const usd = (...args: Parameters<typeof costOf>): number | undefined => costOf(...args)?.usd;

describe("what an answer costs", () => {
  it("is each kind of token at its own rate", () => {
    expect(usd(usage({ fresh: million }), [full])).to.equal(2);
    expect(usd(usage({ cacheRead: million }), [full])).to.equal(0.2);
    expect(usd(usage({ cacheWrite: million }), [full])).to.equal(2.5);
    expect(usd(usage({ cacheWrite: million, cacheWrite1h: 400_000 }), [full])).to.equal(0.6 * 2.5 + 0.4 * 4);
    expect(usd(usage({}, million), [full])).to.equal(10);
    expect(usd(usage({ fresh: 12, cacheRead: 3456, cacheWrite: 78 }, 90), [full])).to.equal(0.0018102);
    expect(costOf(usage({ fresh: 1 }), [full])?.basis).to.equal("estimated");
  });

  it("counts thinking as output once, for it is part of it", () => {
    expect(usd({ ...usage({}), output: { total: million, text: 400_000, thinking: 600_000 } }, [full])).to.equal(10);
  });

  it("takes input for a cache whose rate is not listed, and twice of it for an hour", () => {
    const bare: Price = { input: 2, output: 10 };
    expect(usd(usage({ cacheRead: million }), [bare])).to.equal(2);
    expect(usd(usage({ cacheWrite: million }), [bare])).to.equal(2);
    expect(usd(usage({ cacheWrite: million, cacheWrite1h: million }), [bare])).to.equal(4);
    expect(usd(usage({ cacheWrite: million, cacheWrite1h: million }), [{ ...bare, cacheWrite: 5 }])).to.equal(5);
  });

  it("is at the tier of the whole input, cached or not, which begins above its number", () => {
    const tiers: readonly Price[] = [{ input: 1, output: 5 }, { input: 2, output: 10, inputTokensAbove: 200_000 }];
    expect(usd(usage({ fresh: 200_000 }), tiers)).to.equal(0.2);
    expect(usd(usage({ fresh: 1, cacheRead: 200_000 }, 100_000), tiers)).to.equal(1.400002);
    expect(usd(usage({ fresh: 200_001 }), tiers.toReversed())).to.equal(0.400002);
    expect(usd(usage({ fresh: 1000 }), [{ input: 3, output: 3, inputTokensAbove: 5000 }])).to.equal(0.003);
  });

  it("is not known without a price, which is not the same as nothing", () => {
    expect(costOf(usage({ fresh: 1 }), undefined)).to.equal(undefined);
    expect(costOf(usage({ fresh: 1 }), [])).to.equal(undefined);
    expect(costOf(usage({ fresh: 1 }), [{ input: 0, output: 0 }])).to.deep.equal({ usd: 0, basis: "estimated" });
  });

  it("is what the other side reports, where it does", () => {
    expect(costOf(usage({ fresh: million }, 0, { reportedUsd: 0.0123 }), [full])).to.deep.equal({ usd: 0.0123, basis: "reported" });
    expect(costOf(usage({ fresh: million }, 0, { reportedUsd: 0 }), undefined)).to.deep.equal({ usd: 0, basis: "reported" });
    expect(costOf(usage({ fresh: million }, 0, { reportedUsd: 0 }), [full]), "of a server that counts no money").to.deep.equal({ usd: 2, basis: "estimated" });
    for (const reportedUsd of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      expect(usd(usage({ fresh: million }, 0, { reportedUsd }), [full])).to.equal(2);
    }
  });

  it("has the steps that are billed beside the totals, each at the price of its model and of its own tier", () => {
    const iterations = [
      { type: "compaction", input_tokens: million, output_tokens: 100_000, cache_read_input_tokens: million, cache_creation_input_tokens: 0 },
      { type: "advisor", model: "other", input_tokens: 0, output_tokens: million },
      { type: "note", text: "no tokens" },
    ];
    const other: Price = { input: 100, output: 50 };
    const of = (model: string): readonly Price[] | undefined => (model === "other" ? [other] : undefined);
    expect(usd(usage({ fresh: million }, 0, { iterations }), [full], of)).to.equal(2 + (2 + 0.2 + 1) + 50);
    expect(costOf(usage({ fresh: million }, 0, { iterations }), [full])).to.equal(undefined);
  });

  it("is the same however the answers are summed up: no fraction of a cent is lost", () => {
    const one = costOf(usage({ fresh: 1 }, 1), [{ input: 0.1, output: 0.5 }])?.usd ?? 0;
    const sum = Array.from({ length: 1000 }, () => Math.round(one * 1e9)).reduce((a, b) => a + b, 0) / 1e9;
    expect(sum).to.equal(0.0006);
  });
});

describe("what a cache spares", () => {
  it("is the discount on what was read, less what writing took on top", () => {
    expect(cacheSavings(usage({ fresh: 5, cacheRead: million }), [full])).to.be.closeTo(1.8, 1e-9);
    expect(cacheSavings(usage({ cacheWrite: million }), [full])).to.be.closeTo(-0.5, 1e-9);
    expect(cacheSavings(usage({ cacheRead: million }), undefined)).to.equal(undefined);
  });
});
