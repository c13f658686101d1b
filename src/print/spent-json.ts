import { usdOf } from "../app/money.ts";
import type { Spent } from "../core/cost/spend-tally.ts";
import type { ResultEvent } from "../core/agent/agent-event.ts";

type Json = Readonly<Record<string, unknown>>;

/** What a run has spent. `total_cost_usd` is `null` as soon as one part of it is not known: then `cost` tells the rest. */
export function spentJson(spent: ResultEvent["spent"]): Json {
  if (spent === undefined) return { total_cost_usd: null, cost: null, model_usage: {} };
  const byModel = spent.models.map(
    (one) => [one.model, { cost_usd: totalOf(one), ...moneyJson(one), ...tokensJson(one) }] as const,
  );
  return { total_cost_usd: totalOf(spent), cost: moneyJson(spent), model_usage: Object.fromEntries(byModel) };
}

function tokensJson({ usage }: Spent): Json {
  return usage === undefined ? {} : { input: usage.input, output: usage.output };
}

function totalOf({ nanoUsd, unknown }: Spent): number | null {
  return unknown === 0 ? usdOf(nanoUsd) : null;
}

function moneyJson({ nanoUsd, basis, requests, unknown, savedNanoUsd }: Spent): Json {
  return {
    known_usd: usdOf(nanoUsd),
    basis: basis ?? null,
    requests,
    unknown_requests: unknown,
    saved_by_cache_usd: usdOf(savedNanoUsd),
  };
}
