import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { usageRange } from "../../src/app/usage-range.ts";
import type { AskedRange } from "../../src/app/usage-range.ts";
import { inTimeZone } from "../core/in-time-zone.ts";

const now = Date.parse("2026-03-30T10:00:00Z");

describe("the time that usage is asked for", () => {
  const range = (asked: Partial<AskedRange>): readonly string[] => {
    using _ = inTimeZone("Europe/Berlin");
    const { since, until } = usageRange({ days: 30, ...asked }, now);
    return [since, until].map((moment) => new Date(moment).toISOString());
  };
  const untilNow = "2026-03-30T10:00:00.001Z";

  it("is the last days from midnight on, also where one of them had 23 hours", () => {
    expect(range({ days: 1 })).to.deep.equal(["2026-03-29T22:00:00.000Z", untilNow]);
    expect(range({ days: 3 })).to.deep.equal(["2026-03-27T23:00:00.000Z", untilNow]);
  });

  it("is days of local time, the last one whole", () => {
    expect(range({ since: "2026-03-28", until: "2026-03-29" })).to.deep.equal(["2026-03-27T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
    expect(range({ since: "2026-01-31", until: "2026-01-31" })).to.deep.equal(["2026-01-30T23:00:00.000Z", "2026-01-31T23:00:00.000Z"]);
  });

  it("is from so long ago, or from a moment", () => {
    expect(range({ since: "2h" })).to.deep.equal(["2026-03-30T08:00:00.000Z", untilNow]);
    expect(range({ since: "2026-03-01T12:00:00Z", until: "1d" })).to.deep.equal(["2026-03-01T12:00:00.000Z", "2026-03-29T10:00:00.000Z"]);
  });

  for (const asked of [{ since: "yesterday" }, { since: "2026-02-30" }, { since: "2026-13-01" }, { since: "1h", until: "2h" }, { since: "2027-01-01" }]) {
    it(`can't be ${JSON.stringify(asked)}`, () => {
      expect(() => range(asked)).to.throw().that.satisfies((thrown: unknown) => isAinError(thrown) && thrown.code === "invalid-input");
    });
  }
});
