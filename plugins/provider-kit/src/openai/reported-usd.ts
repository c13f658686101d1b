import { numberOr, type JsonObject } from "../json.ts";

/** xAI's unit of money: 1 US dollar is 10^10 ticks (docs.x.ai, "Cost Tracking"). */
const ticksPerUsd = 1e10;

/** What a server says in its usage that the answer costs, in US dollars: OpenRouter `cost`, xAI `cost_in_usd_ticks`. */
export function reportedUsd(usage: JsonObject): { readonly reportedUsd?: number } {
  const ticks = numberOr(usage["cost_in_usd_ticks"]);
  const usd = ticks === undefined ? numberOr(usage["cost"]) : ticks / ticksPerUsd;
  return usd === undefined || usd < 0 ? {} : { reportedUsd: usd };
}
