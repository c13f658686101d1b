import type { Price } from "@ainative-code/sdk";
import type { ModelRef } from "../providers/model-ref.ts";

/** What costs depend on. */
export interface ModelPrices {
  /** `undefined` where nobody knows them. */
  readonly prices?: readonly Price[] | undefined;
  /** Who tells them; what the user says of a model's prices is not to be guessed better. */
  readonly source?: string;
  /** Tokens. */
  readonly maxOutput?: number | undefined;
}

/** What is known of a model's prices; nothing of one that nobody knows. Never throws. */
export type FindPrices = (model: ModelRef) => ModelPrices | undefined;
