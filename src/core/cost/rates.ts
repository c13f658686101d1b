import type { Price } from "@ainative-code/sdk";

/** US dollars per million tokens of each kind; none is missing. */
export type Rates = Required<Omit<Price, "inputTokensAbove">>;

/** Keeping input for an hour costs so many times the input, by the list of the one vendor that tells such writes apart. */
const hourFactor = 2;

/**
 * Fills in what a price list leaves out. Input that a list names no cache price for is billed like all other input, as
 * vendors do that give no discount and ask nothing for writing: so a missing rate never makes an answer look too cheap.
 */
export function ratesOf({ input, output, cacheRead = input, cacheWrite = input, cacheWrite1h }: Price): Rates {
  return { input, output, cacheRead, cacheWrite, cacheWrite1h: cacheWrite1h ?? Math.max(cacheWrite, hourFactor * input) };
}
