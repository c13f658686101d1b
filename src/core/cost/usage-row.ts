import { isTokens } from "./sound-usage.ts";
import type { Spend } from "./spend.ts";
import type { UsageRow } from "./usage-log.ts";

/** What a request took, as it is kept. Steps billed beside the totals are in its money and not in its tokens. */
export function usageRow(
  { at, model, usage, nanoUsd, basis, savedNanoUsd }: Spend,
  sessionId: string,
  project: string,
): UsageRow {
  const { input, output } = usage ?? { input: undefined, output: undefined };
  return {
    at,
    sessionId,
    project,
    provider: model.provider,
    model: model.model,
    inputFresh: count(input?.fresh),
    cacheRead: count(input?.cacheRead),
    cacheWrite: count(input?.cacheWrite),
    cacheWrite1h: count(input?.cacheWrite1h),
    output: count(output?.total),
    thinking: count(output?.thinking),
    nanoUsd: nanoUsd !== undefined && Number.isSafeInteger(nanoUsd) && nanoUsd >= 0 ? nanoUsd : null,
    basis,
    savedNanoUsd: Number.isSafeInteger(savedNanoUsd) ? (savedNanoUsd ?? 0) : 0,
  };
}

/** Whatever a row is made of, sums of rows stay numbers. */
function count(tokens: number | undefined): number {
  return isTokens(tokens) ? tokens : 0;
}
