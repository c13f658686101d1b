import type { JsonObject } from "@ainative-code/provider-kit";

/** One content block of an answer while it is being written. */
export interface Block {
  delta(delta: JsonObject): void;
  /** The vendor has closed the block. */
  stop(): void;
  /**
   * The vendor's terminal mark has come; what `stop` left open, or what was never stopped, is judged now. `cut`: the answer
   * was cut short. True where a call for the host has been closed, now or before.
   */
  end(cut: boolean): boolean;
}
