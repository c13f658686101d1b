import type { Usage } from "@ainative-code/sdk";
import { countOr, isObject, objectOr } from "../json.ts";
import { usageOfTotal } from "../usage.ts";
import { reportedUsd } from "./reported-usd.ts";

/** The usage of a Chat Completions chunk; `undefined` where it holds none. */
export function chatUsageOf(value: unknown): Usage | undefined {
  if (!isObject(value)) return undefined;
  const [asked, answered] = [countOr(value["prompt_tokens"]), countOr(value["completion_tokens"])];
  const money = reportedUsd(value);
  if (asked === undefined && answered === undefined && money.reportedUsd === undefined) return undefined;
  const [prompt, completion] = [asked ?? 0, answered ?? 0];
  const promptDetails = objectOr(value["prompt_tokens_details"]);
  const thinking = countOr(objectOr(value["completion_tokens_details"])?.["reasoning_tokens"]);
  const usage = usageOfTotal({
    inputTotal: prompt,
    cacheRead: countOr(promptDetails?.["cached_tokens"]) ?? countOr(value["prompt_cache_hit_tokens"]),
    cacheWrite: countOr(promptDetails?.["cache_write_tokens"]),
    output: completion + uncounted(countOr(value["total_tokens"]), prompt + completion, thinking),
    thinking,
    raw: value,
  });
  return { ...usage, ...money };
}

/** xAI counts thinking in the total and not in the completion. */
function uncounted(total: number | undefined, counted: number, thinking: number | undefined): number {
  return thinking !== undefined && total === counted + thinking ? thinking : 0;
}
