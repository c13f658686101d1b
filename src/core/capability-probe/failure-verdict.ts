import type { AinError } from "@ainative-code/sdk";
import { refusedFeature } from "../providers/refused-feature.ts";
import type { Answer } from "./ask.ts";
import type { Verdict } from "./probe.ts";

/** The verdict on an answer that failed or broke off; `undefined` for one that came to its end. */
export function failureVerdict({ error, message: { stop } }: Answer): Verdict | undefined {
  if (error !== undefined) return verdictOn(error);
  if (stop.reason === "interrupted") return { works: "unknown", seen: "the answer broke off" };
  if (stop.reason === "length") {
    return { works: "unknown", seen: "the answer reached its limit of tokens before it said anything" };
  }
  if (stop.reason === "content-filter" || stop.reason === "refusal") {
    return { works: "unknown", seen: `the answer was stopped: ${stop.reason}` };
  }
  return undefined;
}

/**
 * The verdict on an error, of a server that answers plain questions: a request that it calls wrong is wrong because of
 * what is tried. Other errors say nothing about that.
 */
export function verdictOn(error: AinError): Verdict {
  const isRefusal = error.code === "unsupported" || error.code === "invalid-request" || refusedFeature(error) !== undefined;
  return isRefusal
    ? { works: "no", seen: error.message, refused: true, error }
    : { works: "unknown", seen: error.message, error };
}
