import type { Usage } from "@ainative-code/sdk";
import { isObject, numberOr, objectOr } from "../json.ts";
import { usageOfTotal } from "../usage.ts";
import { reportedUsd } from "./reported-usd.ts";

/** The usage of a Chat Completions chunk; `undefined` where it holds none. */
export function chatUsageOf(value: unknown): Usage | undefined {
  if (!isObject(value)) return undefined;
  const prompt = numberOr(value["prompt_tokens"]) ?? 0;
  const completion = numberOr(value["completion_tokens"]) ?? 0;
  const promptDetails = objectOr(value["prompt_tokens_details"]);
  const thinking = numberOr(objectOr(value["completion_tokens_details"])?.["reasoning_tokens"]);
  const usage = usageOfTotal({
    inputTotal: prompt,
    cacheRead: numberOr(promptDetails?.["cached_tokens"]) ?? numberOr(value["prompt_cache_hit_tokens"]),
    cacheWrite: numberOr(promptDetails?.["cache_write_tokens"]),
    output: completion + uncounted(numberOr(value["total_tokens"]), prompt + completion, thinking),
    thinking,
    raw: value,
  });
  return { ...usage, ...reportedUsd(value) };
}

/** xAI counts thinking in the total and not in the completion. */
function uncounted(total: number | undefined, counted: number, thinking: number | undefined): number {
  return thinking !== undefined && total === counted + thinking ? thinking : 0;
}
