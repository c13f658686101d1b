import { numberOr, objectsOf, usageOfFresh, type JsonObject } from "@ainative-code/provider-kit";
import type { Usage } from "@ainative-code/sdk";

/** The usage of an answer. The vendor's `inputTokens` leave out what its cache read and wrote. */
export function usageOf(counts: JsonObject): Usage {
  const hour = objectsOf(counts["cacheDetails"]).filter(({ ttl }) => ttl === "1h");
  return usageOfFresh({
    inputFresh: numberOr(counts["inputTokens"]) ?? 0,
    cacheRead: numberOr(counts["cacheReadInputTokens"]),
    cacheWrite: numberOr(counts["cacheWriteInputTokens"]),
    cacheWrite1h: hour.length === 0 ? undefined : hour.reduce((sum, { inputTokens }) => sum + (numberOr(inputTokens) ?? 0), 0),
    output: numberOr(counts["outputTokens"]) ?? 0,
    raw: counts,
  });
}
