import type { Usage } from "@ainative-code/sdk";
import { isObject, numberOr, objectOr } from "../json.ts";
import { usageOfTotal } from "../usage.ts";
import { reportedUsd } from "./reported-usd.ts";

/** The usage of a Responses answer; `undefined` where it holds none. */
export function responsesUsageOf(value: unknown): Usage | undefined {
  if (!isObject(value)) return undefined;
  const inputDetails = objectOr(value["input_tokens_details"]);
  const usage = usageOfTotal({
    inputTotal: numberOr(value["input_tokens"]) ?? 0,
    cacheRead: numberOr(inputDetails?.["cached_tokens"]),
    cacheWrite: numberOr(inputDetails?.["cache_write_tokens"]),
    output: numberOr(value["output_tokens"]) ?? 0,
    thinking: numberOr(objectOr(value["output_tokens_details"])?.["reasoning_tokens"]),
    raw: value,
  });
  return { ...usage, ...reportedUsd(value) };
}
