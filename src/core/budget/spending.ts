import type { Cost, ProviderRequest, Usage } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { estimateInput } from "../cost/estimate-tokens.ts";
import type { FindPrices } from "../cost/model-prices.ts";
import { nanoOf, usdOf } from "../cost/nano-usd.ts";
import type { RequestMeter } from "../cost/request-meter.ts";
import type { Spend } from "../cost/spend.ts";
import { SpendTally } from "../cost/spend-tally.ts";
import { usdText } from "../cost/usd-text.ts";
import type { ModelRef } from "../providers/model-ref.ts";
import { formatModelRef } from "../providers/model-ref.ts";
import { Bell } from "./bell.ts";
import { budgetError, scopeText, unknownPriceError } from "./budget-error.ts";
import type { BudgetSettings, Scope } from "./limits.ts";
import { noBudgets, scopes } from "./limits.ts";
import { nextRequest } from "./next-request.ts";
import { lowerCap } from "./purse.ts";
import type { AnswerCap, Permit, Purse } from "./purse.ts";
import type { SharedScope, SpentRecord } from "./spent-record.ts";

export interface SpendingParts {
  readonly clock: Pick<Clock, "now">;
  /** What this process has spent, whatever the session. */
  readonly run: SpendTally;
  /** What all processes have spent. */
  readonly record: SpentRecord;
  /** Loads what is known of prices; asked when a request is made, or, without a budget, when its answer comes. */
  readonly prices: () => Promise<FindPrices>;
}

interface Limit {
  readonly scope: Scope;
  readonly nano: number;
}

/** What is set aside for a request, and how long its answer may be. */
interface Reserve {
  /** Billionths of a US dollar. */
  readonly nano: number;
  readonly cap: AnswerCap | undefined;
  /** By which other processes see it, where they share a budget. */
  readonly hold: number | undefined;
}

const unlimited: Reserve = { nano: 0, cap: undefined, hold: undefined };

function isShared(scope: Scope): scope is SharedScope {
  return scope !== "turn" && scope !== "run";
}

/** The money of one session: counts what is spent, and says no before a budget is overdrawn. */
export class Spending implements Purse {
  readonly #parts: SpendingParts;
  readonly #costs = new WeakMap<Usage, Cost>();
  readonly #told = new Set<string>();
  /** Known at the last question, gone on with by what was spent since; in billionths of a US dollar. */
  readonly #known = new Map<Scope, number>();
  #settings = noBudgets;
  #turn = new SpendTally();
  #turns = 0;
  /** Set aside for requests that are on their way. */
  #reserved = 0;
  /** Rings when less is set aside. */
  readonly #freed = new Bell();
  /** Refusals that stand only as long as other requests are on their way. */
  readonly #crowded = new WeakSet<object>();
  #notices: string[] = [];

  constructor(parts: SpendingParts) {
    this.#parts = parts;
  }

  /** From the next request on. */
  use(settings: BudgetSettings): void {
    this.#settings = settings;
  }

  /** What follows counts as a new turn. */
  beginTurn(): void {
    this.#turn = new SpendTally();
    this.#turns += 1;
  }

  /** What was spent since the turn began. */
  get turn(): SpendTally {
    return this.#turn;
  }

  /** What the answer cost that was told with just this usage. */
  costOf(usage: Usage | undefined): Cost | undefined {
    return usage === undefined ? undefined : this.#costs.get(usage);
  }

  /** What a person should know and was not told yet. */
  takeNotices(): readonly string[] {
    const notices = [...this.#notices, ...this.#parts.record.takeProblems()];
    this.#notices = [];
    return notices;
  }

  /** Resolves when everything that was spent is on disk. Never throws. */
  async settled(): Promise<void> {
    await this.#parts.record.settled();
  }

  async admit(model: ModelRef, request: ProviderRequest): Promise<Permit> {
    const limits = this.#limits();
    const { nano: reserve, cap, hold } = limits.length === 0 ? unlimited : await this.#reserveInTurn(model, request, limits);
    let settled = false;
    return {
      cap,
      settle: async (meter) => {
        if (settled) return undefined;
        settled = true;
        this.#reserved -= reserve;
        const spend = await this.#count(meter, request);
        if (hold !== undefined) this.#parts.record.release(hold);
        this.#freed.ring();
        return spend;
      },
    };
  }

  #limits(): readonly Limit[] {
    const { usd } = this.#settings;
    return scopes.flatMap((scope) => (usd[scope] === undefined ? [] : [{ scope, nano: nanoOf(usd[scope]) }]));
  }

  /**
   * The same as `#reserve`; where only requests of this session that are on their way stand against it, it waits for their
   * end.
   */
  async #reserveInTurn(model: ModelRef, request: ProviderRequest, limits: readonly Limit[]): Promise<Reserve> {
    for (;;) {
      const freed = this.#freed.next(request.signal);
      try {
        return await this.#reserve(model, request, limits);
      } catch (thrown) {
        if (this.#reserved === 0 || request.signal.aborted || !this.#isCrowded(thrown)) throw thrown;
      }
      await freed;
    }
  }

  /** Sets aside what the request may take, where all budgets have so much left. */
  async #reserve(model: ModelRef, request: ProviderRequest, limits: readonly Limit[]): Promise<Reserve> {
    const find = await this.#parts.prices();
    const { nanoUsd, answerFor } = nextRequest(request, find(model), this.#parts.clock.now());
    if (nanoUsd === undefined) this.#withoutPrice(formatModelRef(model));
    // A request that costs nothing needs nothing to be left.
    if (nanoUsd === 0) return unlimited;
    const next = nanoUsd ?? 0;
    const others = this.#reserved;
    this.#reserved += next;
    let hold: number | undefined;
    try {
      if (next > 0 && limits.some(({ scope }) => isShared(scope))) hold = await this.#parts.record.hold(next);
      let cap: AnswerCap | undefined;
      for (const limit of limits) {
        const tokens = answerFor(await this.#check(limit, await this.#others(limit, others, hold), next));
        cap = lowerCap(cap, tokens === undefined ? undefined : { tokens, budget: this.#textOf(limit) });
      }
      return { nano: next, cap, hold };
    } catch (thrown) {
      if (hold !== undefined) this.#parts.record.release(hold);
      this.#reserved -= next;
      // One that waits again sets nothing free: those that wait with it would wake each other for ever.
      if (!this.#isCrowded(thrown)) this.#freed.ring();
      throw thrown;
    }
  }

  /** What is set aside for other requests: of this session, or of all processes. */
  async #others({ scope }: Limit, own: number, hold = Number.MAX_SAFE_INTEGER): Promise<number> {
    return isShared(scope) ? this.#parts.record.held(scope, this.#settings.projectPeriod, hold) : own;
  }

  #isCrowded(thrown: unknown): boolean {
    return thrown instanceof Error && this.#crowded.has(thrown);
  }

  #withoutPrice(model: string): void {
    if (this.#settings.onUnknownPrice === "refuse") throw unknownPriceError(model);
    this.#notice(`price ${model}`, `Nobody knows the price of ${model}: what it costs is not counted against any budget.`);
  }

  /** Gives what is left, in billionths of a US dollar. */
  async #check({ scope, nano }: Limit, others: number, next: number): Promise<number> {
    const { record } = this.#parts;
    const spentNano = await this.#spent(scope);
    this.#known.set(scope, spentNano);
    const isOver = next === 0 ? spentNano + others >= nano : spentNano + others + next > nano;
    if (!isOver) {
      this.#warn({ scope, nano });
      return nano - spentNano - others;
    }
    const period = this.#settings.projectPeriod;
    const models = isShared(scope) ? await record.models(scope, period) : this.#tally(scope).models;
    const told = models.toSorted((a, b) => b.nanoUsd - a.nanoUsd);
    const isCrowded = next === 0 ? spentNano < nano : spentNano + next <= nano;
    const overrun = { scope, limitNano: nano, spentNano, nextNano: next, period, models: told };
    const error = budgetError(isCrowded ? { ...overrun, othersNano: others } : overrun);
    if (isCrowded) this.#crowded.add(error);
    throw error;
  }

  async #spent(scope: Scope): Promise<number> {
    if (isShared(scope)) return this.#parts.record.spent(scope, this.#settings.projectPeriod);
    return this.#tally(scope).total.nanoUsd;
  }

  #tally(scope: "turn" | "run"): SpendTally {
    return scope === "turn" ? this.#turn : this.#parts.run;
  }

  async #count(meter: RequestMeter, request: ProviderRequest): Promise<Spend | undefined> {
    const find = await this.#parts.prices();
    const now = this.#parts.clock.now();
    const cost = meter.cost(find);
    if (meter.usage !== undefined && cost !== undefined) this.#costs.set(meter.usage, cost);
    const { fresh, cached } = meter.usage === undefined ? estimateInput(request, now) : { fresh: 0, cached: 0 };
    const spend = meter.spend(find, fresh + cached, now);
    if (spend !== undefined) this.#add(spend);
    return spend;
  }

  #add(spend: Spend): void {
    this.#turn.add(spend);
    this.#parts.run.add(spend);
    this.#parts.record.add(spend);
    for (const limit of this.#limits()) {
      this.#known.set(limit.scope, (this.#known.get(limit.scope) ?? 0) + (spend.nanoUsd ?? 0));
      this.#warn(limit);
    }
  }

  #textOf({ scope }: Limit): string {
    return scopeText({ scope, period: this.#settings.projectPeriod });
  }

  #warn({ scope, nano }: Limit): void {
    const spent = this.#known.get(scope) ?? 0;
    const { warnAt, projectPeriod: period } = this.#settings;
    if (spent < nano * warnAt || spent === 0) return;
    const window = isShared(scope) ? this.#parts.record.windowOf(scope, period) : scope === "turn" ? this.#turns : 0;
    const percent = Math.floor((spent / nano) * 100);
    const text = `${percent} % of the budget ${this.#textOf({ scope, nano })} are spent: ${usdText(usdOf(spent))} of ${usdText(usdOf(nano))}.`;
    // Once when it is nearly spent, and once when more than all of it is.
    this.#notice(`${scope} ${window} ${nano} ${spent > nano}`, text);
  }

  #notice(key: string, text: string): void {
    if (!this.#told.has(key)) this.#notices.push(text);
    this.#told.add(key);
  }
}
