import type { Price } from "@ainative-code/sdk";
import type { SourceModel, SourceRates } from "./source-model.ts";

/** Kept for an hour, a token costs so many times the price of input. */
const hourlyFactor = 2;

/** None where the source tells no price: free and unknown look the same there, and unknown is the safer word. */
export function convertPrices({ cost }: SourceModel, hourly: boolean): readonly Price[] | undefined {
  if (cost.input === 0 && cost.output === 0) return undefined;
  const tiers = (cost.tiers ?? []).toSorted((a, b) => a.inputTokensAbove - b.inputTokensAbove);
  return [priceOf(cost, hourly), ...tiers.map((tier) => ({ ...priceOf(tier, hourly), inputTokensAbove: tier.inputTokensAbove }))];
}

/** A rate of 0 is one that the vendor does not have: such tokens are billed as others, or never reported. */
function priceOf({ input, output, cacheRead, cacheWrite }: SourceRates, hourly: boolean): Price {
  return {
    input,
    output,
    ...(cacheRead === 0 ? {} : { cacheRead }),
    ...(cacheWrite === 0 ? {} : { cacheWrite, ...(hourly ? { cacheWrite1h: input * hourlyFactor } : {}) }),
  };
}
