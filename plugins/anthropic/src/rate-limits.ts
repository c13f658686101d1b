import { headerCount } from "@ainative-code/provider-kit";
import type { RateLimitEvent } from "@ainative-code/sdk";

type Limits = RateLimitEvent["limits"];

/** What `anthropic-ratelimit-NAME-{limit,remaining,reset}` headers say; a reset is a date in RFC 3339. */
export function rateLimitsOf(headers: Readonly<Record<string, string>>, now: number = Date.now()): Limits {
  const names = new Set<string>();
  for (const header of Object.keys(headers)) {
    const name = /^anthropic-ratelimit-(.+)-(?:limit|remaining)$/.exec(header)?.[1];
    if (name !== undefined) names.add(name);
  }
  return [...names].sort().map((name) => {
    const limit = headerCount(headers[`anthropic-ratelimit-${name}-limit`]);
    const remaining = headerCount(headers[`anthropic-ratelimit-${name}-remaining`]);
    const reset = Date.parse(headers[`anthropic-ratelimit-${name}-reset`] ?? "");
    return {
      name,
      ...(limit === undefined ? {} : { limit }),
      ...(remaining === undefined ? {} : { remaining }),
      ...(Number.isNaN(reset) ? {} : { resetMs: Math.max(0, reset - now) }),
    };
  });
}
