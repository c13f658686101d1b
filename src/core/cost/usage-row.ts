import type { Spend } from "./spend.ts";
import type { UsageRow } from "./usage-log.ts";

/** What a request took, as it is kept. Steps billed beside the totals are in its money and not in its tokens. */
export function usageRow({ at, model, usage, nanoUsd, basis, savedNanoUsd }: Spend, sessionId: string, project: string): UsageRow {
  const { input, output } = usage ?? { input: undefined, output: undefined };
  return {
    at,
    sessionId,
    project,
    provider: model.provider,
    model: model.model,
    inputFresh: input?.fresh ?? 0,
    cacheRead: input?.cacheRead ?? 0,
    cacheWrite: input?.cacheWrite ?? 0,
    cacheWrite1h: input?.cacheWrite1h ?? 0,
    output: output?.total ?? 0,
    thinking: output?.thinking ?? 0,
    nanoUsd: nanoUsd ?? null,
    basis,
    savedNanoUsd: savedNanoUsd ?? 0,
  };
}
