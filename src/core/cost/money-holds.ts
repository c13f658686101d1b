import type { UsageFilter } from "./usage-log.ts";

/** Money that is set aside for a request under way. */
export interface MoneyHold {
  readonly sessionId: string;
  readonly project: string;
  /** Billionths of a US dollar. */
  readonly nanoUsd: number;
  /** Milliseconds since the epoch, both. It counts for nobody after its end. */
  readonly at: number;
  readonly until: number;
}

/** What all processes have set aside, on disk. Every method may throw `storage`. */
export interface MoneyHolds {
  /** Sets money aside, and gives the hold's number: a later hold has a larger one. */
  hold(hold: MoneyHold): Promise<number>;
  /**
   * What was set aside before that hold, by processes that still run. Of two that hold and then ask, only the later one
   * sees the other: so one of them goes on, whatever the order.
   */
  held(filter: Pick<UsageFilter, "project" | "session">, before: number, now: number): Promise<number>;
  /** Does nothing where it is gone. */
  release(id: number): Promise<void>;
}
