import type { Cost, ProviderRequest, Usage } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import type { FindPrices } from "../cost/model-prices.ts";
import { nanoOf } from "../cost/nano-usd.ts";
import { SpendTally } from "../cost/spend-tally.ts";
import { formatModelRef } from "../providers/model-ref.ts";
import type { ModelRef } from "../providers/model-ref.ts";
import { budgetError, scopeText, unknownPriceError } from "./budget-error.ts";
import type { BudgetSettings } from "./limits.ts";
import { nextRequest } from "./next-request.ts";
import { lowerCap } from "./purse.ts";
import type { AnswerCap, Permit, Purse } from "./purse.ts";
import type { Spending } from "./spending.ts";

/** Whoever pays in the end. */
export type Payer = Purse & Pick<Spending, "costOf" | "takeNotices">;

export interface SliceParts {
  readonly payer: Payer;
  /** US dollars; no limit of its own where it is missing. */
  readonly usd: number | undefined;
  readonly onUnknownPrice: BudgetSettings["onUnknownPrice"];
  readonly prices: () => Promise<FindPrices>;
  readonly clock: Pick<Clock, "now">;
}

/** A part of another's money: each request needs the leave of both, and is counted by both. */
export class BudgetSlice implements Payer {
  readonly #parts: SliceParts;
  readonly #tally = new SpendTally();

  constructor(parts: SliceParts) {
    this.#parts = parts;
  }

  /** It is for one turn only. */
  beginTurn(): void {}

  get turn(): SpendTally {
    return this.#tally;
  }

  costOf(usage: Usage | undefined): Cost | undefined {
    return this.#parts.payer.costOf(usage);
  }

  takeNotices(): readonly string[] {
    return this.#parts.payer.takeNotices();
  }

  async admit(model: ModelRef, request: ProviderRequest): Promise<Permit> {
    const cap = await this.#check(model, request);
    const permit = await this.#parts.payer.admit(model, request);
    return {
      cap: lowerCap(cap, permit.cap),
      settle: async (meter) => {
        const spend = await permit.settle(meter);
        if (spend !== undefined) this.#tally.add(spend);
        return spend;
      },
    };
  }

  async #check(model: ModelRef, request: ProviderRequest): Promise<AnswerCap | undefined> {
    const { usd, onUnknownPrice, prices, clock } = this.#parts;
    if (usd === undefined) return undefined;
    const find = await prices();
    const { nanoUsd, answerFor } = nextRequest(request, find(model), clock.now());
    if (nanoUsd === undefined && onUnknownPrice === "refuse") throw unknownPriceError(formatModelRef(model));
    const next = nanoUsd ?? 0;
    const [limitNano, spentNano] = [nanoOf(usd), this.#tally.total.nanoUsd];
    if (nanoUsd === 0) return undefined;
    if (spentNano < limitNano && spentNano + next <= limitNano) {
      const tokens = answerFor(limitNano - spentNano);
      return tokens === undefined ? undefined : { tokens, budget: scopeText({ scope: "task", period: "total" }) };
    }
    throw budgetError({ scope: "task", limitNano, spentNano, nextNano: next, period: "total", models: this.#tally.models });
  }
}
