import type { ProviderRequest } from "@ainative-code/sdk";
import { costOf } from "../cost/cost-of.ts";
import type { EstimatedInput } from "../cost/estimate-tokens.ts";
import { estimateInput } from "../cost/estimate-tokens.ts";
import type { ModelPrices } from "../cost/model-prices.ts";
import { nanoOf } from "../cost/nano-usd.ts";

/** Tokens that are set aside for an answer: more than nearly every step of an agent takes, thinking included. */
const answerReserve = 4096;

/** The least that a model in use may answer at most, in tokens: a server may refuse to be asked for more, where nobody knows. */
const usualMost = 16_384;

export interface NextRequest {
  /** Tokens. */
  readonly input: EstimatedInput;
  /** Billionths of a US dollar that it may take; `undefined` where its price is not known. */
  readonly nanoUsd: number | undefined;
  /**
   * Tokens of an answer that an amount buys besides the input, never less than what is set aside for it; `undefined` where
   * that is all that it may have, or nobody knows.
   */
  readonly answerFor: (nano: number) => number | undefined;
}

/** What a request may cost, with a reserve for its answer. */
export function nextRequest(request: ProviderRequest, known: ModelPrices | undefined, now: number): NextRequest {
  const input = estimateInput(request, now);
  const reserve = Math.min(request.maxOutputTokens ?? answerReserve, known?.maxOutput ?? answerReserve, answerReserve);
  const most = Math.min(
    request.maxOutputTokens ?? Infinity,
    known?.maxOutput ?? (request.maxOutputTokens === undefined ? usualMost : Infinity),
  );
  return {
    input,
    nanoUsd: nanoFor(input, reserve, known),
    answerFor: (nano) => {
      const tokens = buys(nano, input, known);
      return tokens === undefined || tokens >= most ? undefined : Math.max(tokens, reserve);
    },
  };
}

/**
 * `undefined` where an answer costs nothing, or nobody knows what. The input may be written to the cache, which may be
 * dearer.
 */
function buys(nano: number, { fresh, cached }: EstimatedInput, known: ModelPrices | undefined): number | undefined {
  const asked = Math.max(nanoFor({ fresh, cached }, 0, known) ?? 0, nanoFor({ fresh, cached }, 0, known, fresh) ?? 0);
  const million = (nanoFor({ fresh, cached }, 1e6, known) ?? 0) - (nanoFor({ fresh, cached }, 0, known) ?? 0);
  return million <= 0 ? undefined : Math.floor(((nano - asked) * 1e6) / million);
}

function nanoFor(
  { fresh, cached }: EstimatedInput,
  output: number,
  known: ModelPrices | undefined,
  cacheWrite = 0,
): number | undefined {
  const input = { total: fresh + cached, fresh: fresh - cacheWrite, cacheRead: cached, cacheWrite };
  const cost = costOf({ input, output: { total: output } }, known?.prices);
  return cost === undefined ? undefined : nanoOf(cost.usd);
}
