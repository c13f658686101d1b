import type { ProviderRequest } from "@ainative-code/sdk";
import type { RequestMeter } from "../cost/request-meter.ts";
import type { Spend } from "../cost/spend.ts";
import type { ModelRef } from "../providers/model-ref.ts";

/** Who lets a request be made, and takes note of what it took. */
export interface Purse {
  /** Throws `budget` where there is not enough left, and `storage` where that can't be found out. */
  admit(model: ModelRef, request: ProviderRequest): Promise<Permit>;
}

/** The leave to make one request. */
export interface Permit {
  /** Missing where all that the model may answer is left. */
  readonly cap?: AnswerCap | undefined;
  /** Counts what the request took, and gives it; nothing where it took nothing. A second call does nothing. Never throws. */
  settle(meter: RequestMeter): Promise<Spend | undefined>;
}

/** What is left of a budget buys an answer of so many tokens. */
export interface AnswerCap {
  readonly tokens: number;
  /** The budget in words, as `of this run`. */
  readonly budget: string;
}

/** The tighter of two. */
export function lowerCap(one: AnswerCap | undefined, other: AnswerCap | undefined): AnswerCap | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.tokens <= other.tokens ? one : other;
}
