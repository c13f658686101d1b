import { numberOr, objectOr, type JsonObject } from "../json.ts";

/** xAI's unit of money: 1 US dollar is 10^10 ticks (docs.x.ai, "Cost Tracking"). */
const ticksPerUsd = 1e10;

/**
 * What a server says in its usage that the answer costs, in US dollars: OpenRouter `cost`, xAI `cost_in_usd_ticks`. Where
 * the user's own key at another vendor has paid, `cost` is the router's fee alone, and what that vendor takes is added; the
 * answer's cost is not known where that is not told. It is told for other answers too, where `cost` holds it already.
 */
export function reportedUsd(usage: JsonObject): { readonly reportedUsd?: number } {
  const ticks = numberOr(usage["cost_in_usd_ticks"]);
  const told = ticks === undefined ? numberOr(usage["cost"]) : ticks / ticksPerUsd;
  const usd = told !== undefined && usage["is_byok"] === true ? withUpstream(told, usage) : told;
  return usd === undefined || usd < 0 ? {} : { reportedUsd: usd };
}

function withUpstream(fee: number, usage: JsonObject): number | undefined {
  const upstream = numberOr(objectOr(usage["cost_details"])?.["upstream_inference_cost"]);
  return upstream === undefined || upstream < 0 ? undefined : fee + upstream;
}
