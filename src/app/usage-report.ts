import { usdOf } from "../core/cost/nano-usd.ts";
import type { UsageGroup, UsageKey, UsageTotal } from "../core/cost/usage-groups.ts";
import { moneyOf, usageGroups, usageKeys, usageTotal } from "../core/cost/usage-groups.ts";
import { projectRoot } from "../infra/project/project-root.ts";
import { systemClock } from "./clock.ts";
import type { Services } from "./services.ts";
import { usageRange } from "./usage-range.ts";
import type { AskedRange } from "./usage-range.ts";

export { usageKeys };

/** Tokens, and money in US dollars. */
export interface UsageFigures extends Omit<
  UsageTotal,
  "reportedNanoUsd" | "estimatedNanoUsd" | "guessedNanoUsd" | "savedNanoUsd"
> {
  /** All that is known: the sum of the three below. */
  readonly usd: number;
  /** The provider told it. */
  readonly reportedUsd: number;
  /** Tokens that were reported, times a price list. */
  readonly estimatedUsd: number;
  /** Tokens that were guessed, times a price list. */
  readonly guessedUsd: number;
  /** What the cache spared. */
  readonly savedUsd: number;
}

export type UsageLine = Pick<UsageGroup, "key" | "title"> & UsageFigures;

export interface UsageReport {
  readonly by: UsageKey;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** Exclusive. */
  readonly until: string;
  readonly groups: readonly UsageLine[];
  readonly total: UsageFigures;
}

export interface UsageQuestion extends AskedRange {
  readonly by: UsageKey;
  /** Only the project of the working directory. */
  readonly here: boolean;
  /** A session, or the beginning of its id. */
  readonly session?: string | undefined;
}

/** What was spent, by all processes, also in sessions that were deleted since. */
export async function usageReport(services: Services, { by, here, session, ...asked }: UsageQuestion): Promise<UsageReport> {
  const { since, until } = usageRange(asked, systemClock.now());
  const { cwd, home } = services.environment;
  const log = await services.usageLog();
  const buckets = await log.buckets({ since, until, session, project: here ? projectRoot(cwd, home) : undefined });
  return {
    by,
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    groups: usageGroups(buckets, by).map(({ key, title, ...total }) => ({ key, title, ...figures(total) })),
    total: figures(usageTotal(buckets)),
  };
}

/** All that one session took, whenever it did. */
export async function sessionUsage(services: Services, session: string): Promise<UsageFigures> {
  return figures(usageTotal(await (await services.usageLog()).buckets({ session })));
}

function figures(total: UsageTotal): UsageFigures {
  const { reportedNanoUsd, estimatedNanoUsd, guessedNanoUsd, savedNanoUsd, ...tokens } = total;
  return {
    ...tokens,
    usd: usdOf(moneyOf(total)),
    reportedUsd: usdOf(reportedNanoUsd),
    estimatedUsd: usdOf(estimatedNanoUsd),
    guessedUsd: usdOf(guessedNanoUsd),
    savedUsd: usdOf(savedNanoUsd),
  };
}
