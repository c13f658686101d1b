/** Money is summed in whole billionths of a US dollar, so that sums are exact: up to 9 million dollars fit a number. */
const nanoPerUsd = 1e9;

export function nanoOf(usd: number): number {
  return Math.round(usd * nanoPerUsd);
}

/** `undefined` where the amount is not known, or too much to be summed exactly. */
export function nanoIn(usd: number | undefined): number | undefined {
  const nano = usd === undefined ? Number.NaN : nanoOf(usd);
  return Number.isSafeInteger(nano) ? nano : undefined;
}

export function usdOf(nano: number): number {
  return nano / nanoPerUsd;
}
