import type { ProviderRequest } from "@ainative-code/sdk";
import { costOf } from "../cost/cost-of.ts";
import type { EstimatedInput } from "../cost/estimate-tokens.ts";
import { estimateInput } from "../cost/estimate-tokens.ts";
import type { ModelPrices } from "../cost/model-prices.ts";
import { nanoOf } from "../cost/nano-usd.ts";

/** Tokens that are set aside for an answer: more than nearly every step of an agent takes, thinking included. */
const answerReserve = 4096;

export interface NextRequest {
  /** Tokens. */
  readonly input: EstimatedInput;
  /** Billionths of a US dollar that it may take; `undefined` where its price is not known. */
  readonly nanoUsd: number | undefined;
}

/** What a request may cost, with a reserve for its answer. */
export function nextRequest(request: ProviderRequest, known: ModelPrices | undefined, now: number): NextRequest {
  const input = estimateInput(request, now);
  const output = Math.min(request.maxOutputTokens ?? answerReserve, known?.maxOutput ?? answerReserve, answerReserve);
  const { fresh, cached } = input;
  const counts = { total: fresh + cached, fresh, cacheRead: cached, cacheWrite: 0 };
  const cost = costOf({ input: counts, output: { total: output } }, known?.prices);
  return { input, nanoUsd: cost === undefined ? undefined : nanoOf(cost.usd) };
}
