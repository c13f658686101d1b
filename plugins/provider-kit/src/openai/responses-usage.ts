import type { Usage } from "@ainative-code/sdk";
import { countOr, isObject, objectOr } from "../json.ts";
import { usageOfTotal } from "../usage.ts";
import { reportedUsd } from "./reported-usd.ts";

/** The usage of a Responses answer; `undefined` where it holds none. */
export function responsesUsageOf(value: unknown): Usage | undefined {
  if (!isObject(value)) return undefined;
  const inputDetails = objectOr(value["input_tokens_details"]);
  const usage = usageOfTotal({
    inputTotal: countOr(value["input_tokens"]) ?? 0,
    cacheRead: countOr(inputDetails?.["cached_tokens"]),
    cacheWrite: countOr(inputDetails?.["cache_write_tokens"]),
    output: countOr(value["output_tokens"]) ?? 0,
    thinking: countOr(objectOr(value["output_tokens_details"])?.["reasoning_tokens"]),
    raw: value,
  });
  return { ...usage, ...reportedUsd(value) };
}
