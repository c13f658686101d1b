import { toAinError } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { SpentWindow } from "./spent-window.ts";
import type { Spend } from "../cost/spend.ts";
import type { UsageBucket, UsageFilter, UsageLog } from "../cost/usage-log.ts";
import { knownNano } from "../cost/usage-log.ts";
import type { MoneyHolds } from "../cost/money-holds.ts";
import { usageRow } from "../cost/usage-row.ts";
import { dayStart, monthStart } from "./calendar.ts";
import type { BudgetSettings, Scope } from "./limits.ts";
import type { Overrun } from "./budget-error.ts";

/** What other processes spend counts for these too. */
export type SharedScope = Exclude<Scope, "turn" | "run">;
type Period = BudgetSettings["projectPeriod"];

export interface SpentRecordParts {
  readonly clock: Pick<Clock, "now">;
  readonly sessionId: string;
  readonly project: string;
  /** Opens the log at the first call, gives the same one later. */
  readonly openLog: () => Promise<UsageLog>;
  /** As `openLog`. */
  readonly openHolds: () => Promise<MoneyHolds>;
}

/** Milliseconds that a request may be under way for others; holds of processes that are gone end at once. */
const holdMs = 3_600_000;

/** Writes what is spent behind whoever spends it, and knows what all processes have spent together. */
export class SpentRecord {
  readonly #parts: SpentRecordParts;
  readonly #windows = new Map<SharedScope, SpentWindow>();
  #written: Promise<void> = Promise.resolve();
  /** Spent and not on disk, because that failed; in billionths of a US dollar. */
  #lost = 0;
  readonly #problems: string[] = [];

  constructor(parts: SpentRecordParts) {
    this.#parts = parts;
  }

  /** Never throws and never waits. */
  add(spend: Spend): void {
    this.#written = this.#written.then(async () => this.#append(spend));
  }

  async settled(): Promise<void> {
    await this.#written;
  }

  /** What went wrong and was not told yet: at most one sentence, for all of it has one cause. */
  takeProblems(): readonly string[] {
    return this.#problems.splice(0);
  }

  /** Billionths of a US dollar. Throws `storage`. */
  async spent(scope: SharedScope, period: Period): Promise<number> {
    await this.#written;
    const window = this.#windows.get(scope) ?? new SpentWindow();
    this.#windows.set(scope, window);
    return this.#lost + (await window.spent(await this.#parts.openLog(), this.#filter(scope, period)));
  }

  /** Sets billionths of a US dollar aside, for all processes to see; gives the hold's number. Throws `storage`. */
  async hold(nanoUsd: number): Promise<number> {
    const { clock, sessionId, project, openHolds } = this.#parts;
    const at = clock.now();
    return (await openHolds()).hold({ sessionId, project, nanoUsd, at, until: at + holdMs });
  }

  /**
   * What requests under way have set aside before that hold. To be asked for before what is spent: a request that ends in
   * between is then counted twice and not left out. Throws `storage`.
   */
  async held(scope: SharedScope, period: Period, before: number): Promise<number> {
    await this.#written;
    const { project, session } = this.#filter(scope, period);
    return (await this.#parts.openHolds()).held({ project, session }, before, this.#parts.clock.now());
  }

  /** When all that was spent up to now is written. Never throws and never waits: a hold that stays ends by itself. */
  release(hold: number): void {
    this.#written = this.#written.then(async () => (await this.#parts.openHolds()).release(hold)).catch(() => undefined);
  }

  /** What was spent on which model. Throws `storage`. */
  async models(scope: SharedScope, period: Period): Promise<Overrun["models"]> {
    const buckets = await (await this.#parts.openLog()).buckets(this.#filter(scope, period));
    return [...Map.groupBy(buckets, ({ provider, model }) => `${provider}/${model}`)].map(([model, own]) => ({
      model,
      nanoUsd: sumOf(own, knownNano),
      requests: sumOf(own, ({ requests }) => requests),
      unknown: sumOf(own, ({ unknown }) => unknown),
    }));
  }

  /** Another one when what is counted begins anew. */
  windowOf(scope: SharedScope, period: Period): string {
    return JSON.stringify(this.#filter(scope, period));
  }

  #filter(scope: SharedScope, period: Period): UsageFilter {
    const { clock, sessionId, project } = this.#parts;
    if (scope === "session") return { session: sessionId };
    if (scope === "day") return { since: dayStart(clock.now()) };
    return period === "month" ? { project, since: monthStart(clock.now()) } : { project };
  }

  async #append(spend: Spend): Promise<void> {
    try {
      const { sessionId, project, openLog } = this.#parts;
      await (await openLog()).append(usageRow(spend, sessionId, project));
    } catch (thrown) {
      if (this.#lost === 0) this.#problems.push(`What was spent is missing from the record: ${toAinError(thrown).message}`);
      this.#lost += spend.nanoUsd ?? 0;
    }
  }
}

function sumOf(buckets: readonly UsageBucket[], of: (bucket: UsageBucket) => number): number {
  return buckets.reduce((sum, bucket) => sum + of(bucket), 0);
}
