import type { Setting } from "./setting.ts";

/** What the checked files say: the settings of the project's file, then those of the user's. */
export interface FileLayers {
  readonly settings: readonly Setting[];
  /** Sentences for the user. */
  readonly warnings: readonly string[];
}
