import { expect } from "chai";
import { dayStart, monthStart } from "../../../src/core/budget/calendar.ts";
import { inTimeZone } from "../in-time-zone.ts";

function startOf(zone: string, moment: string, of = dayStart): string {
  using _ = inTimeZone(zone);
  return new Date(of(Date.parse(moment))).toISOString();
}

describe("the beginning of a day", () => {
  for (const [what, zone, moment, start] of [
    ["is midnight of local time", "America/New_York", "2026-01-15T03:00:00Z", "2026-01-14T05:00:00.000Z"],
    ["is midnight itself at midnight", "America/New_York", "2026-01-15T05:00:00Z", "2026-01-15T05:00:00.000Z"],
    ["is in the day before a millisecond earlier", "America/New_York", "2026-01-15T04:59:59.999Z", "2026-01-14T05:00:00.000Z"],
    ["is 23 hours back at the end of the day on which summer time begins", "Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-28T23:00:00.000Z"],
    ["is 25 hours back at the end of the day on which it ends", "Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-24T22:00:00.000Z"],
    ["is the first moment there is where midnight is skipped", "Africa/Cairo", "2026-04-24T12:00:00Z", "2026-04-23T22:00:00.000Z"],
    ["knows zones of half an hour", "Australia/Adelaide", "2026-06-01T00:00:00Z", "2026-05-31T14:30:00.000Z"],
  ] as const) {
    it(what, () => {
      expect(startOf(zone, moment)).to.equal(start);
    });
  }
});

describe("the beginning of a month", () => {
  it("is the first midnight of it in local time", () => {
    expect(startOf("Asia/Tokyo", "2026-02-28T16:00:00Z", monthStart)).to.equal("2026-02-28T15:00:00.000Z");
    expect(startOf("Asia/Tokyo", "2026-02-28T14:59:00Z", monthStart)).to.equal("2026-01-31T15:00:00.000Z");
  });
});
