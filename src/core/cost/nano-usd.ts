/** Money is summed in whole billionths of a US dollar, so that sums are exact: up to 9 million dollars fit a number. */
const nanoPerUsd = 1e9;

export function nanoOf(usd: number): number {
  return Math.round(usd * nanoPerUsd);
}

export function usdOf(nano: number): number {
  return nano / nanoPerUsd;
}
