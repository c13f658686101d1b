import type { UsageFilter, UsageLog } from "../cost/usage-log.ts";

/**
 * What was spent in a window of time, by all processes together. Each question reads only the rows that came since the
 * last one; a window that has moved on is read anew.
 */
export class SpentWindow {
  #key = "";
  #nanoUsd = 0;
  #lastId = 0;

  /** Billionths of a US dollar. Throws what the log throws. */
  async spent(log: UsageLog, filter: UsageFilter): Promise<number> {
    const key = JSON.stringify(filter);
    if (key !== this.#key) [this.#key, this.#nanoUsd, this.#lastId] = [key, 0, 0];
    const { nanoUsd, lastId } = await log.sum(filter, this.#lastId);
    // Of two questions side by side the second has counted nothing that the first has.
    if (lastId > this.#lastId && key === this.#key) {
      this.#nanoUsd += nanoUsd;
      this.#lastId = lastId;
    }
    return this.#nanoUsd;
  }
}
