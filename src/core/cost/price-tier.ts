import type { Price } from "@ainative-code/sdk";

/** The price for a request with so many tokens of input; `undefined` where there is none. A tier begins above its number. */
export function tierFor(prices: readonly Price[], inputTokens: number): Price | undefined {
  const sorted = prices.toSorted((one, other) => (one.inputTokensAbove ?? -1) - (other.inputTokensAbove ?? -1));
  return sorted.findLast(({ inputTokensAbove = -1 }) => inputTokens > inputTokensAbove) ?? sorted[0];
}
