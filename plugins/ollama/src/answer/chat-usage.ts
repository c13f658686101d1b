import type { Usage } from "@ainative-code/sdk";
import { countOr, usageOfTotal, type JsonObject } from "@ainative-code/provider-kit";

const fields = [
  "prompt_eval_count",
  "prompt_eval_duration",
  "eval_count",
  "eval_duration",
  "total_duration",
  "load_duration",
] as const;

/**
 * The usage on the last line; `undefined` where it has no counts at all. The server leaves a count out where it is 0, as
 * old ones do for a prompt that was in their cache, and says nothing of the cache otherwise.
 */
export function chatUsageOf(line: JsonObject): Usage | undefined {
  const prompt = countOr(line["prompt_eval_count"]);
  const output = countOr(line["eval_count"]);
  if (prompt === undefined && output === undefined) return undefined;
  const raw = Object.fromEntries(fields.flatMap((name) => (line[name] === undefined ? [] : [[name, line[name]]])));
  return usageOfTotal({ inputTotal: prompt ?? 0, output: output ?? 0, raw });
}
