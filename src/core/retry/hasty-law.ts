import type { ThrottleLaw } from "../providers/throttle.ts";
import { defaultRetryLaw } from "./retry-law.ts";
import type { RetryLaw } from "./retry-law.ts";

/** After so many milliseconds a person would rather have another model answer. */
const capMs = 5000;

/** For a model behind which another one waits: one more attempt, in case it was a hiccup, and no long wait before it. */
export const hastyRetryLaw: RetryLaw = { ...defaultRetryLaw, attempts: 2, capMs };

export const hastyThrottleLaw: ThrottleLaw = { capMs, toldMs: 1000 };
