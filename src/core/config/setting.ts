/** Where a value comes from, the strongest first. */
export const layers = ["flag", "env", "project", "user", "organisation", "default"] as const;
export type Layer = (typeof layers)[number];
/** The layers that are files. */
export type FileLayerName = "project" | "user" | "organisation";

export interface Source {
  readonly layer: Layer;
  /** Absolute; for a layer that is a file. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  readonly column?: number;
  /** For `env`. */
  readonly variable?: string;
}

/** The value that one layer gives to one key. */
export interface Setting {
  readonly key: string;
  readonly value: unknown;
  readonly source: Source;
}
