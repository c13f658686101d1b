import type { Cost, Price, Usage } from "@ainative-code/sdk";
import { nanoOf, usdOf } from "./nano-usd.ts";
import { outsideSteps } from "./outside-steps.ts";
import { tierFor } from "./price-tier.ts";
import { ratesOf } from "./rates.ts";

type Prices = readonly Price[] | undefined;
type Counts = Pick<Usage, "input" | "output">;

/**
 * What an answer costs; `undefined` where that is not known, which is never the same as nothing. What the other side
 * tells wins over every list, but for "nothing" where a list has a price: servers say so that only never count money.
 * `pricesOf` knows the prices of other models that took a step of the answer.
 */
export function costOf(usage: Usage, prices: Prices, pricesOf: (model: string) => Prices = () => undefined): Cost | undefined {
  const { reportedUsd = Number.NaN } = usage;
  if (reportedUsd > 0 && Number.isFinite(reportedUsd)) return { usd: reportedUsd, basis: "reported" };
  const outside = outsideSteps(usage).map((step) => usdOfCounts(step, step.model === undefined ? prices : pricesOf(step.model)));
  const all = [usdOfCounts(usage, prices), ...outside];
  const known = all.filter((usd) => usd !== undefined);
  if (known.length === all.length) return { usd: usdOf(nanoOf(known.reduce((sum, usd) => sum + usd, 0))), basis: "estimated" };
  return reportedUsd === 0 ? { usd: 0, basis: "reported" } : undefined;
}

/** US dollars that reading from the cache spared, less what writing to it took on top; `undefined` without a price. */
export function cacheSavings(usage: Counts, prices: Prices): number | undefined {
  const { input } = usage;
  const asFresh: Counts = { ...usage, input: { total: input.total, fresh: input.total, cacheRead: 0, cacheWrite: 0 } };
  const [paid, otherwise] = [usdOfCounts(usage, prices), usdOfCounts(asFresh, prices)];
  return paid === undefined || otherwise === undefined ? undefined : otherwise - paid;
}

function usdOfCounts({ input, output }: Counts, prices: Prices): number | undefined {
  const tier = prices === undefined ? undefined : tierFor(prices, input.total);
  if (tier === undefined) return undefined;
  const rates = ratesOf(tier);
  const hour = Math.min(input.cacheWrite1h ?? 0, input.cacheWrite);
  const millionths =
    input.fresh * rates.input +
    input.cacheRead * rates.cacheRead +
    (input.cacheWrite - hour) * rates.cacheWrite +
    hour * rates.cacheWrite1h +
    output.total * rates.output;
  return millionths / 1e6;
}
