import type { Lock } from "./locks.ts";
import type { Setting } from "./setting.ts";

/** What the checked files say: the settings of the project's file, then those of the user's, then the organisation's. */
export interface FileLayers {
  readonly settings: readonly Setting[];
  /** What the organisation's file does not let the others change. */
  readonly locks: readonly Lock[];
  /** Sentences for the user. */
  readonly warnings: readonly string[];
}
