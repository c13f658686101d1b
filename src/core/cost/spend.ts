import type { Usage } from "@ainative-code/sdk";
import type { ModelRef } from "../providers/model-ref.ts";

/**
 * How an amount is known: `reported` by the other side, `estimated` from the tokens it reported and a price list, or
 * `guessed` from the length of the texts, where a request ended without telling any tokens.
 */
export type Basis = "reported" | "estimated" | "guessed";

/** What one request took, also one that failed or was stopped. */
export interface Spend {
  /** Milliseconds since the epoch, at its end. */
  readonly at: number;
  readonly model: ModelRef;
  readonly usage: Usage | undefined;
  /** Billionths of a US dollar; `undefined` where it is not known. */
  readonly nanoUsd: number | undefined;
  readonly basis: Basis;
  /** What the cache spared, in billionths of a US dollar, where it is known. */
  readonly savedNanoUsd: number | undefined;
}
