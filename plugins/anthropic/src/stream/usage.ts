import { countOr, numberOr, objectOr, objectsOf, usageOfFresh, type JsonObject } from "@ainative-code/provider-kit";
import type { Usage } from "@ainative-code/sdk";

/** Counts so far with newer ones over them: they are cumulative, and `null` says nothing. */
export function laterCounts(counts: JsonObject, later: JsonObject): JsonObject {
  return { ...counts, ...Object.fromEntries(Object.entries(later).filter(([, value]) => value !== null)) };
}

/** The usage of an answer. The vendor's `input_tokens` leave out what its cache read and wrote. */
export function usageOf(counts: JsonObject): Usage {
  const usage = usageOfFresh({
    inputFresh: countOr(counts["input_tokens"]) ?? 0,
    cacheRead: countOr(counts["cache_read_input_tokens"]),
    cacheWrite: countOr(counts["cache_creation_input_tokens"]),
    cacheWrite1h: countOr(objectOr(counts["cache_creation"])?.["ephemeral_1h_input_tokens"]),
    output: countOr(counts["output_tokens"]) ?? 0,
    thinking: countOr(objectOr(counts["output_tokens_details"])?.["thinking_tokens"]),
    raw: counts,
  });
  const serverTools = serverToolsOf(objectOr(counts["server_tool_use"]) ?? {});
  const iterations = outsideTotals(objectsOf(counts["iterations"]));
  return {
    ...usage,
    ...(Object.keys(serverTools).length === 0 ? {} : { serverTools }),
    ...(iterations.length === 0 ? {} : { iterations }),
  };
}

/**
 * The steps whose tokens the totals leave out: all but the answer's own. Where a fallback has answered, what the models
 * before it took is left out as well.
 */
function outsideTotals(steps: readonly JsonObject[]): readonly JsonObject[] {
  const fallback = steps.find(({ type }) => type === "fallback_message");
  return steps.filter(({ type, model }) => {
    if (type === "message") return fallback !== undefined && model !== fallback["model"];
    return type !== "fallback_message";
  });
}

/** The model that has answered in the place of the first one, where the vendor fell back; the first one began the answer. */
export function answeredBy(counts: JsonObject): { readonly responseModel?: string } {
  const model = objectsOf(counts["iterations"]).find(({ type }) => type === "fallback_message")?.["model"];
  return typeof model === "string" ? { responseModel: model } : {};
}

/** `{web_search_requests: 2}` as `{web_search: 2}`. */
function serverToolsOf(counts: JsonObject): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([name, value]) => {
      const calls = numberOr(value) ?? 0;
      return calls === 0 ? [] : [[name.replace(/_requests$/, ""), calls]];
    }),
  );
}
