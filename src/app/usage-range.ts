import { AinError } from "@ainative-code/sdk";
import { dayStart } from "../core/budget/calendar.ts";

export interface UsageRange {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Exclusive. */
  readonly until: number;
}

export interface AskedRange {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** The last so many days, today included. */
  readonly days: number;
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Which time is asked about, in local time. A day as `until` counts whole. Throws `invalid-input` for what is no moment. */
export function usageRange({ since, until, days }: AskedRange, now: number): UsageRange {
  const today = new Date(dayStart(now));
  const range = {
    since: since === undefined ? today.setDate(today.getDate() - days + 1) : momentOf(since, now, 0),
    until: until === undefined ? now + 1 : momentOf(until, now, 1),
  };
  if (range.since < range.until) return range;
  if (until === undefined) throw new AinError("invalid-input", "--since lies in the future.", { actions: ["Begin earlier"] });
  throw new AinError("invalid-input", "--since is not before --until.", { actions: ["Begin earlier, or end later"] });
}

/** A day (`2026-01-31`) is its midnight, so many days on; or a moment of ISO 8601; or how long ago. */
function momentOf(text: string, now: number, daysOn: number): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year !== undefined) return midnight(text, Number(year), Number(month), Number(day), daysOn);
  const [, count, unit = ""] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const ms = count === undefined ? Date.parse(text) : now - Number(count) * (units[unit] ?? 0);
  if (Number.isNaN(ms)) throw noMoment(text);
  return ms;
}

function midnight(text: string, year: number, month: number, day: number, daysOn: number): number {
  const date = new Date(year, month - 1, day);
  if (date.getMonth() !== month - 1 || date.getDate() !== day) throw noMoment(text);
  return date.setDate(day + daysOn);
}

function noMoment(text: string): AinError {
  return new AinError("invalid-input", `"${text}" is no moment.`, {
    actions: ["Write it as 2026-01-31, or how long ago: 30m, 2h, 7d"],
  });
}
