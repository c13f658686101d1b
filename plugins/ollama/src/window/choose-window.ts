import { AinError } from "@ainative-code/sdk";
import type { Estimate } from "./estimate.ts";
import { stepUp } from "./step-up.ts";
import type { WindowState } from "./window-book.ts";

export interface WindowNeed {
  readonly model: string;
  readonly estimate: Estimate;
  /** Tokens the answer may have; `undefined` where nobody said. */
  readonly maxOutputTokens: number | undefined;
  readonly thinks: boolean;
  /** The most that model, settings and server give. */
  readonly limit: number | undefined;
  /** `num_ctx` of the Modelfile. */
  readonly floor: number | undefined;
  readonly state: WindowState;
}

/** Tokens kept for an answer of unknown length. */
const room = { plain: 4096, thinking: 8192 };

/** Fewer tokens than this are no room for an answer. */
const leastRoom = 128;

/** For what the estimate leaves out: the template's own words, and texts that make more tokens than usual. */
const margin = 1.1;

/**
 * The `num_ctx` to send: the prompt and room for the answer, in steps, never less than before, never more than the limit.
 * Throws `context-overflow` where the prompt can't fit.
 */
export function chooseWindow(need: WindowNeed): number {
  const { estimate, limit = Number.POSITIVE_INFINITY, floor = 0, state, thinks } = need;
  if (estimate.least + leastRoom > limit) throw overflow(need, limit);
  const answer = need.maxOutputTokens ?? (thinks ? room.thinking : room.plain);
  const wanted = stepUp(estimate.likely * state.scale * margin + answer);
  return Math.min(Math.max(wanted, floor, state.sent ?? 0), limit);
}

function overflow({ model, estimate }: WindowNeed, limit: number): AinError {
  const size = `about ${estimate.least} tokens or more`;
  return new AinError("context-overflow", `The conversation (${size}) does not fit into the ${limit} tokens of ${model}.`, {
    actions: [
      "Start a new session, or sum up this one with /compact.",
      "Or use a model with a longer context, or raise plugins.ollama.contextLength where it is set.",
    ],
    details: { estimatedTokens: estimate.likely, limit },
  });
}
