import { goDurationMs, rateLimitsOf } from "@ainative-code/provider-kit";
import { expect } from "chai";

describe("rate limits", () => {
  for (const [text, ms] of [
    ["6ms", 6],
    ["1m12s", 72_000],
    ["0s", 0],
    ["1h0m2.5s", 3_602_500],
    ["20", 20_000],
    ["500us", 0.5],
  ] as const) {
    it(`reads ${text} as ${ms} ms`, () => expect(goDurationMs(text)).to.be.closeTo(ms, 1e-9));
  }

  it("reads no duration in other words", () => {
    for (const text of ["", "soon", "1x", "s1", "-1s"]) expect(goDurationMs(text), text).to.equal(undefined);
  });

  it("groups the headers by what they limit", () => {
    const limits = rateLimitsOf({
      "x-ratelimit-limit-requests": "30000",
      "x-ratelimit-remaining-requests": "29999",
      "x-ratelimit-reset-requests": "2ms",
      "x-ratelimit-remaining-input-images": "5",
      "x-ratelimit-limit-tokens": "-1",
      "x-request-id": "req",
    });
    expect(limits).to.deep.equal([
      { name: "input-images", remaining: 5 },
      { name: "requests", limit: 30_000, remaining: 29_999, resetMs: 2 },
      { name: "tokens" },
    ]);
  });
});
