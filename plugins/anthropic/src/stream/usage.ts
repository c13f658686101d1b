import { numberOr, objectOr, objectsOf, usageOfFresh, type JsonObject } from "@ainative-code/provider-kit";
import type { Usage } from "@ainative-code/sdk";

/** Counts so far with newer ones over them: they are cumulative, and `null` says nothing. */
export function laterCounts(counts: JsonObject, later: JsonObject): JsonObject {
  return { ...counts, ...Object.fromEntries(Object.entries(later).filter(([, value]) => value !== null)) };
}

/** The usage of an answer. The vendor's `input_tokens` leave out what its cache read and wrote. */
export function usageOf(counts: JsonObject): Usage {
  const usage = usageOfFresh({
    inputFresh: numberOr(counts["input_tokens"]) ?? 0,
    cacheRead: numberOr(counts["cache_read_input_tokens"]),
    cacheWrite: numberOr(counts["cache_creation_input_tokens"]),
    cacheWrite1h: numberOr(objectOr(counts["cache_creation"])?.["ephemeral_1h_input_tokens"]),
    output: numberOr(counts["output_tokens"]) ?? 0,
    thinking: numberOr(objectOr(counts["output_tokens_details"])?.["thinking_tokens"]),
    raw: counts,
  });
  const serverTools = serverToolsOf(objectOr(counts["server_tool_use"]) ?? {});
  const iterations = objectsOf(counts["iterations"]);
  return {
    ...usage,
    ...(Object.keys(serverTools).length === 0 ? {} : { serverTools }),
    ...(iterations.length === 0 ? {} : { iterations }),
  };
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
