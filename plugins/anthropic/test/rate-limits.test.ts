import { expect } from "chai";
import { rateLimitsOf } from "../src/rate-limits.ts";

describe("the vendor's rate-limit headers", () => {
  it("become limits by name, with the time until each is full again", () => {
    const headers = {
      "anthropic-ratelimit-input-tokens-limit": "1000",
      "anthropic-ratelimit-input-tokens-remaining": "990",
      "anthropic-ratelimit-input-tokens-reset": "2026-01-01T00:00:30Z",
      "anthropic-ratelimit-requests-remaining": "0",
      "anthropic-ratelimit-requests-reset": "2025-12-31T23:59:00Z",
      "anthropic-ratelimit-tokens-limit": "many",
    };
    expect(rateLimitsOf(headers, Date.parse("2026-01-01T00:00:00Z"))).to.deep.equal([
      { name: "input-tokens", limit: 1000, remaining: 990, resetMs: 30_000 },
      { name: "requests", remaining: 0, resetMs: 0 },
      { name: "tokens" },
    ]);
  });

  it("are nothing where there are none", () => {
    expect(rateLimitsOf({ "retry-after": "1" })).to.deep.equal([]);
  });
});
