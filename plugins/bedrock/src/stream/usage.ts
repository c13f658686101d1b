import { countOr, objectsOf, usageOfFresh, type JsonObject } from "@ainative-code/provider-kit";
import type { Usage } from "@ainative-code/sdk";

/** The usage of an answer. The vendor's `inputTokens` leave out what its cache read and wrote. */
export function usageOf(counts: JsonObject): Usage {
  const hour = objectsOf(counts["cacheDetails"]).filter(({ ttl }) => ttl === "1h");
  return usageOfFresh({
    inputFresh: countOr(counts["inputTokens"]) ?? 0,
    cacheRead: countOr(counts["cacheReadInputTokens"]),
    cacheWrite: countOr(counts["cacheWriteInputTokens"]),
    cacheWrite1h: hour.length === 0 ? undefined : hour.reduce((sum, { inputTokens }) => sum + (countOr(inputTokens) ?? 0), 0),
    output: countOr(counts["outputTokens"]) ?? 0,
    raw: counts,
  });
}
