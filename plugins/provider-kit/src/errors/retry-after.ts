type Headers = Readonly<Record<string, string>>;

/** Milliseconds that the headers of an answer ask to wait. A zero says nothing and falls through to the next header. */
export function retryAfterMs(headers: Headers, now: number = Date.now()): number | undefined {
  const after = headers["retry-after"];
  return positive(Number(headers["retry-after-ms"])) ?? afterSeconds(after) ?? untilDate(after, now);
}

/** What `x-should-retry` says, where the vendor says it. */
export function shouldRetry(headers: Headers): boolean | undefined {
  const said = headers["x-should-retry"];
  return said === "true" ? true : said === "false" ? false : undefined;
}

function afterSeconds(value: string | undefined): number | undefined {
  const ms = positive(Number(value) * 1000);
  return ms === undefined ? undefined : Math.ceil(ms);
}

function untilDate(value: string | undefined, now: number): number | undefined {
  return value === undefined || /^[\d.\s]*$/.test(value) ? undefined : positive(Date.parse(value) - now);
}

function positive(value: number): number | undefined {
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
