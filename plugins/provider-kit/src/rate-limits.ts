import type { RateLimitEvent } from "@ainative-code/sdk";
import { goDurationMs } from "./go-duration.ts";

type Limits = RateLimitEvent["limits"];

/** What `x-ratelimit-{limit,remaining,reset}-NAME` headers say; empty where there are none. */
export function rateLimitsOf(headers: Readonly<Record<string, string>>): Limits {
  const names = new Set<string>();
  for (const header of Object.keys(headers)) {
    const name = /^x-ratelimit-(?:limit|remaining)-(.+)$/.exec(header)?.[1];
    if (name !== undefined) names.add(name);
  }
  return [...names].sort().map((name) => limitOf(name, headers));
}

function limitOf(name: string, headers: Readonly<Record<string, string>>): Limits[number] {
  const limit = headerCount(headers[`x-ratelimit-limit-${name}`]);
  const remaining = headerCount(headers[`x-ratelimit-remaining-${name}`]);
  const resetMs = goDurationMs(headers[`x-ratelimit-reset-${name}`] ?? "");
  return {
    name,
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(resetMs === undefined ? {} : { resetMs }),
  };
}

/** The count in a header, or nothing: some vendors send `-1` for "no limit". */
export function headerCount(text: string | undefined): number | undefined {
  const value = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= 0 ? value : undefined;
}
