/** Tokens, as the vendor reported them. Law: `input.total = fresh + cacheRead + cacheWrite`. */
export interface Usage {
  readonly input: {
    readonly total: number;
    /** Billed at the full rate. */
    readonly fresh: number;
    readonly cacheRead: number;
    readonly cacheWrite: number;
    /** The part of `cacheWrite` kept for an hour, where the vendor tells them apart. */
    readonly cacheWrite1h?: number;
  };
  readonly output: {
    /** Thinking included. */
    readonly total: number;
    readonly text?: number;
    readonly thinking?: number;
  };
  /** Tools the vendor ran, by name, in calls. */
  readonly serverTools?: Readonly<Record<string, number>>;
  /** Steps billed outside the totals above (compaction, advisor, fallback), as the vendor lists them. */
  readonly iterations?: readonly Readonly<Record<string, unknown>>[];
  /** US dollars, where the other side told what this answer costs. */
  readonly reportedUsd?: number;
  /** The vendor's own object, unchanged. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** Money for one answer, in US dollars. */
export interface Cost {
  readonly usd: number;
  /** `reported`: the vendor said so. `estimated`: tokens times a price list. */
  readonly basis: "estimated" | "reported";
}
