/** Answers by the key of their request, as text. Both calls may throw: a cache that is broken costs its use and no more. */
export interface ResponseStore {
  /** `undefined` for what was never kept, is too old, or had to go. */
  get(key: string): string | undefined;
  put(key: string, answer: string): void;
}

export interface StoreLimits {
  readonly ttlMs: number;
  readonly maxEntries: number;
  /** Of all answers together. */
  readonly maxBytes: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
