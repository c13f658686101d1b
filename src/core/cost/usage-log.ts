import type { Basis } from "./spend.ts";

/** One request as it is kept; it outlives its session. Money in billionths of a US dollar. */
export interface UsageRow {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly sessionId: string;
  /** The root of the project, absolute. */
  readonly project: string;
  readonly provider: string;
  readonly model: string;
  readonly inputFresh: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** The part of `cacheWrite` that is kept for an hour. */
  readonly cacheWrite1h: number;
  readonly output: number;
  /** The part of `output` that was thought. */
  readonly thinking: number;
  /** `null`: it is not known. */
  readonly nanoUsd: number | null;
  readonly basis: Basis;
  /** What the cache spared; 0 where it is not known. */
  readonly savedNanoUsd: number;
}

/** Which rows. Moments in milliseconds since the epoch. */
export interface UsageFilter {
  readonly since?: number | undefined;
  /** Exclusive. */
  readonly until?: number | undefined;
  readonly project?: string | undefined;
  /** A session, or the beginning of its id. */
  readonly session?: string | undefined;
}

/** Rows of one model in one session within a quarter of an hour, summed up. */
export interface UsageBucket extends Omit<UsageRow, "nanoUsd" | "basis"> {
  /** The session's title; `null` where the session is gone. */
  readonly title: string | null;
  readonly requests: number;
  readonly unknown: number;
  /** Of what is known; by how it is known. */
  readonly reportedNanoUsd: number;
  readonly estimatedNanoUsd: number;
  readonly guessedNanoUsd: number;
}

/** A sum of rows, to be gone on with after `lastId`. */
export interface UsageSum {
  readonly nanoUsd: number;
  readonly lastId: number;
}

/** What was spent, on disk. Every method may throw `storage`. Several processes may append at once. */
export interface UsageLog {
  append(row: UsageRow): Promise<void>;
  /** What is known to be spent in the rows after `afterId`: a sum that is asked for again reads only what is new. */
  sum(filter: UsageFilter, afterId: number): Promise<UsageSum>;
  /** In the order of time. */
  buckets(filter: UsageFilter): Promise<readonly UsageBucket[]>;
}

/** All that is known to be spent, in billionths of a US dollar. */
export function knownNano({ reportedNanoUsd, estimatedNanoUsd, guessedNanoUsd }: UsageBucket): number {
  return reportedNanoUsd + estimatedNanoUsd + guessedNanoUsd;
}
