import { AinError } from "@ainative-code/sdk";
import { usdOf } from "../cost/nano-usd.ts";
import type { SpentOnModel } from "../cost/spend-tally.ts";
import { usdText } from "../cost/usd-text.ts";
import type { BudgetSettings, Scope } from "./limits.ts";

/** Money in billionths of a US dollar. */
export interface Overrun {
  /** `task`: one sub-agent. */
  readonly scope: Scope | "task";
  readonly limitNano: number;
  readonly spentNano: number;
  /** What is set aside for requests that are on their way. */
  readonly othersNano?: number;
  /** What the next request may take. */
  readonly nextNano: number;
  readonly period: BudgetSettings["projectPeriod"];
  readonly models: readonly Pick<SpentOnModel, "model" | "nanoUsd" | "requests" | "unknown">[];
}

/** Models that are told by name. */
const maxTold = 5;

/** Says what was spent on what, and how to go on. */
export function budgetError(overrun: Overrun): AinError {
  const { scope, limitNano, spentNano, nextNano, models } = overrun;
  const [limit, spent, next] = [limitNano, spentNano, nextNano].map(usdOf) as [number, number, number];
  const others = usdOf(overrun.othersNano ?? 0);
  const underWay = others === 0 ? "" : `; requests that are on their way may take ${usdText(others)}`;
  const rest = spentNano >= limitNano ? "" : `${underWay}; the next request may take ${usdText(next)}`;
  const on = models.length === 0 ? "" : `: ${models.slice(0, maxTold).map(modelText).join(", ")}${models.length > maxTold ? ", …" : ""}`;
  return new AinError("budget", `The budget ${scopeText(overrun)} is ${usdText(limit)}, and ${usdText(spent)} are spent${on}${rest}. All is saved.`, {
    actions: [raising(scope), "Go on then: ainative-code chat --continue -p continue", "Or use a cheaper model: -m PROVIDER/MODEL"],
    details: {
      scope,
      limitUsd: limit,
      spentUsd: spent,
      underWayUsd: others,
      nextUsd: next,
      models: models.map(({ model, nanoUsd, requests, unknown }) => ({ model, usd: usdOf(nanoUsd), requests, unknown })),
    },
  });
}

/** For a request that is refused because nobody knows what it costs. */
export function unknownPriceError(model: string): AinError {
  return new AinError("budget", `Nobody knows the price of ${model}, so no budget can hold it; nothing was asked.`, {
    actions: [
      "Use a model whose price is known: ainative-code models list",
      "Or let it run uncounted: ainative-code config set budget.onUnknownPrice allow",
    ],
    details: { model },
  });
}

export function scopeText({ scope, period }: Pick<Overrun, "scope" | "period">): string {
  switch (scope) {
    case "task":
      return "of a sub-agent";
    case "turn":
      return "of one turn";
    case "run":
      return "of this run";
    case "session":
      return "of this session";
    case "day":
      return "of today";
    case "project":
      return period === "month" ? "of this project this month" : "of this project";
  }
}

function modelText({ model, nanoUsd, requests, unknown }: Overrun["models"][number]): string {
  const count = `${requests} ${requests === 1 ? "request" : "requests"}`;
  return `${model} ${usdText(usdOf(nanoUsd))} in ${count}${unknown === 0 ? "" : `, ${unknown} of them of unknown cost`}`;
}

function raising(scope: Overrun["scope"]): string {
  if (scope === "task") return "Allow more: ainative-code config set tasks.maxUsd N";
  if (scope === "run") return "Allow more: --max-budget-usd N, or /budget N in a conversation";
  return `Allow more: ainative-code config set budget.${scope}Usd N`;
}
