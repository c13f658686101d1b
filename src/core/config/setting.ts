/** Where a value comes from, the strongest first. */
export const layers = ["flag", "env", "project", "user", "default"] as const;
export type Layer = (typeof layers)[number];

export interface Source {
  readonly layer: Layer;
  /** Absolute; for `project` and `user`. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** For `env`. */
  readonly variable?: string;
}

/** The value that one layer gives to one key. */
export interface Setting {
  readonly key: string;
  readonly value: unknown;
  readonly source: Source;
}
