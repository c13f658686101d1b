import type { Usage } from "@ainative-code/sdk";
import { memberOf } from "../member-of.ts";
import { isTokens } from "./sound-usage.ts";

/** Tokens of a step that is billed outside the totals of an answer. */
export interface OutsideStep {
  readonly input: Usage["input"];
  readonly output: Usage["output"];
  /** Where another model took the step. */
  readonly model: string | undefined;
}

type Listed = Readonly<Record<string, unknown>>;

/** The steps that say how many tokens they took; a vendor's list may hold others. */
export function outsideSteps({ iterations = [] }: Usage): readonly OutsideStep[] {
  return iterations.filter((step) => "input_tokens" in step || "output_tokens" in step).map(stepOf);
}

function stepOf(step: Listed): OutsideStep {
  const fresh = tokens(step["input_tokens"]);
  const cacheRead = tokens(step["cache_read_input_tokens"]);
  const cacheWrite = tokens(step["cache_creation_input_tokens"]);
  const cacheWrite1h = tokens(memberOf(step["cache_creation"], "ephemeral_1h_input_tokens"));
  const model = step["model"];
  return {
    input: { total: fresh + cacheRead + cacheWrite, fresh, cacheRead, cacheWrite, cacheWrite1h },
    output: { total: tokens(step["output_tokens"]) },
    model: typeof model === "string" ? model : undefined,
  };
}

function tokens(value: unknown): number {
  return isTokens(value) ? value : 0;
}
