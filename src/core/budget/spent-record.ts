import { toAinError } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { SpentWindow } from "./spent-window.ts";
import type { Spend } from "../cost/spend.ts";
import type { UsageBucket, UsageFilter, UsageLog } from "../cost/usage-log.ts";
import { knownNano } from "../cost/usage-log.ts";
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
}

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
