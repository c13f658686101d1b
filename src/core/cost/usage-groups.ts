import type { UsageBucket } from "./usage-log.ts";

export const usageKeys = ["day", "model", "project", "session"] as const;
export type UsageKey = (typeof usageKeys)[number];

/** What was spent on one thing. Money in billionths of a US dollar. */
export interface UsageTotal {
  readonly requests: number;
  /** Requests whose cost is not known. */
  readonly unknown: number;
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  /** The part of `output` that was thought. */
  readonly thinking: number;
  readonly reportedNanoUsd: number;
  readonly estimatedNanoUsd: number;
  readonly guessedNanoUsd: number;
  /** What the cache spared. */
  readonly savedNanoUsd: number;
}

export interface UsageGroup extends UsageTotal {
  /** `2026-01-31` in local time, `provider/model`, a folder, or the id of a session. */
  readonly key: string;
  /** Of a session that is still there. */
  readonly title: string | null;
}

/** Days in their order, those without a request between two others as well; all else by money, then by tokens. */
export function usageGroups(buckets: readonly UsageBucket[], by: UsageKey): readonly UsageGroup[] {
  const groups = [...Map.groupBy(buckets, (bucket) => keyOf(bucket, by))].map(([key, own]) => ({
    ...usageTotal(own),
    key,
    title: by === "session" ? (own[0]?.title ?? null) : null,
  }));
  if (by === "day") return withEmptyDays(groups);
  return groups.sort((one, other) => moneyOf(other) - moneyOf(one) || other.input + other.output - one.input - one.output);
}

export function usageTotal(buckets: readonly UsageBucket[]): UsageTotal {
  return buckets.map(totalOf).reduce(added, nothing);
}

const nothing: UsageTotal = {
  requests: 0,
  unknown: 0,
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  output: 0,
  thinking: 0,
  reportedNanoUsd: 0,
  estimatedNanoUsd: 0,
  guessedNanoUsd: 0,
  savedNanoUsd: 0,
};

function totalOf({ inputFresh, ...bucket }: UsageBucket): UsageTotal {
  return { ...bucket, input: inputFresh + bucket.cacheRead + bucket.cacheWrite };
}

function added(one: UsageTotal, other: UsageTotal): UsageTotal {
  return {
    requests: one.requests + other.requests,
    unknown: one.unknown + other.unknown,
    input: one.input + other.input,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    output: one.output + other.output,
    thinking: one.thinking + other.thinking,
    reportedNanoUsd: one.reportedNanoUsd + other.reportedNanoUsd,
    estimatedNanoUsd: one.estimatedNanoUsd + other.estimatedNanoUsd,
    guessedNanoUsd: one.guessedNanoUsd + other.guessedNanoUsd,
    savedNanoUsd: one.savedNanoUsd + other.savedNanoUsd,
  };
}

export function moneyOf({ reportedNanoUsd, estimatedNanoUsd, guessedNanoUsd }: UsageTotal): number {
  return reportedNanoUsd + estimatedNanoUsd + guessedNanoUsd;
}

function keyOf({ at, provider, model, project, sessionId }: UsageBucket, by: UsageKey): string {
  switch (by) {
    case "day":
      return dayOf(new Date(at));
    case "model":
      return `${provider}/${model}`;
    case "project":
      return project;
    case "session":
      return sessionId;
  }
}

/** In local time. */
function dayOf(date: Date): string {
  const parts = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0"));
  return [date.getFullYear(), ...parts].join("-");
}

/** More days than this are not filled in: nobody looks at so many empty ones. */
const maxFilled = 366;

function withEmptyDays(groups: readonly UsageGroup[]): readonly UsageGroup[] {
  const byDay = new Map(groups.map((group) => [group.key, group]));
  const [first, last] = [groups[0]?.key, groups.at(-1)?.key];
  if (first === undefined || last === undefined) return groups;
  const days: UsageGroup[] = [];
  // Noon is on its day, also where a clock is put forward or back in the night.
  for (const date = new Date(`${first}T12:00:00`); ; date.setDate(date.getDate() + 1)) {
    const key = dayOf(date);
    days.push(byDay.get(key) ?? { ...usageTotal([]), key, title: null });
    if (key >= last) return days;
    if (days.length > maxFilled) return groups;
  }
}
