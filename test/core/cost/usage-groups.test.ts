import { expect } from "chai";
import type { UsageBucket } from "../../../src/core/cost/usage-log.ts";
import { usageGroups, usageTotal } from "../../../src/core/cost/usage-groups.ts";
import { inTimeZone } from "../in-time-zone.ts";

const bucket = (at: string, changes: Partial<UsageBucket> = {}): UsageBucket => ({
  at: Date.parse(at),
  sessionId: "s",
  title: null,
  project: "/p",
  provider: "v",
  model: "m",
  requests: 1,
  unknown: 0,
  inputFresh: 10,
  cacheRead: 5,
  cacheWrite: 1,
  cacheWrite1h: 0,
  output: 3,
  thinking: 2,
  reportedNanoUsd: 0,
  estimatedNanoUsd: 100,
  guessedNanoUsd: 0,
  savedNanoUsd: 7,
  ...changes,
});

describe("what was spent, summed up", () => {
  it("by day is in local time, with the days between on which nothing was", () => {
    using _ = inTimeZone("Asia/Kolkata");
    const groups = usageGroups([bucket("2026-03-01T18:15:00Z"), bucket("2026-03-01T18:30:00Z"), bucket("2026-03-04T00:00:00Z")], "day");
    expect(groups.map(({ key, requests }) => [key, requests])).to.deep.equal([["2026-03-01", 1], ["2026-03-02", 1], ["2026-03-03", 0], ["2026-03-04", 1]]);
  });

  it("by day has every day once, also when the clocks change", () => {
    using _ = inTimeZone("Europe/Berlin");
    const groups = usageGroups([bucket("2026-03-28T12:00:00Z"), bucket("2026-03-30T21:59:00Z")], "day");
    expect(groups.map(({ key }) => key)).to.deep.equal(["2026-03-28", "2026-03-29", "2026-03-30"]);
    const autumn = usageGroups([bucket("2026-10-24T22:30:00Z"), bucket("2026-10-25T22:30:00Z"), bucket("2026-10-25T23:30:00Z")], "day");
    expect(autumn.map(({ key, requests }) => `${key} ${requests}`)).to.deep.equal(["2026-10-25 2", "2026-10-26 1"]);
  });

  it("by anything else has the dearest first, and by tokens where no price is known", () => {
    const unknown = { unknown: 1, estimatedNanoUsd: 0 };
    const groups = usageGroups(
      [
        bucket("2026-01-01", { model: "few", ...unknown }),
        bucket("2026-01-01", { model: "many", inputFresh: 99, ...unknown }),
        bucket("2026-01-01", { model: "dear", estimatedNanoUsd: 900 }),
        bucket("2026-01-02", { model: "few", ...unknown }),
      ],
      "model",
    );
    expect(groups.map(({ key, unknown: count }) => `${key} ${count}`)).to.deep.equal(["v/dear 0", "v/many 1", "v/few 2"]);
  });

  it("is the sum of all its parts", () => {
    expect(usageTotal([bucket("2026-01-01"), bucket("2026-01-02", { reportedNanoUsd: 40, guessedNanoUsd: 2 })])).to.deep.equal({
      requests: 2,
      unknown: 0,
      input: 32,
      cacheRead: 10,
      cacheWrite: 2,
      output: 6,
      thinking: 4,
      reportedNanoUsd: 40,
      estimatedNanoUsd: 200,
      guessedNanoUsd: 2,
      savedNanoUsd: 14,
    });
  });

  it("by session keeps the titles, and lets go of those that are gone", () => {
    const groups = usageGroups([bucket("2026-01-01", { title: "Fix it" }), bucket("2026-01-01", { sessionId: "t" })], "session");
    expect(groups.map(({ key, title }) => [key, title])).to.deep.equal([["s", "Fix it"], ["t", null]]);
  });
});
