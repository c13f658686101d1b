import type { Effort } from "@ainative-code/sdk";
import type { ModelFacts } from "./facts/model-facts.ts";
import type { ThinkMode } from "./settings.ts";

type Level = "low" | "medium" | "high" | "max";

export interface Thinking {
  /** What is sent as `think`; `undefined`: nothing is. */
  readonly think?: boolean | Level;
  readonly warning?: string;
}

const levels: Readonly<Record<Exclude<Effort, "none">, Level>> = {
  minimal: "low",
  low: "low",
  medium: "medium",
  high: "high",
  xhigh: "max",
  max: "max",
};

/** How hard the user wants it, where the settings say. */
const efforts: Readonly<Record<ThinkMode, Effort | "on" | undefined>> = {
  auto: undefined,
  off: "none",
  on: "on",
  low: "low",
  medium: "medium",
  high: "high",
  max: "max",
};

/**
 * What to send as `think`. It is said always where a model can think, because the server turns thinking on where nothing
 * is said, and never where it can't, because the server refuses that.
 */
export function thinkingOf(model: string, facts: ModelFacts, effort: Effort | undefined, mode: ThinkMode): Thinking {
  const wanted = effort ?? efforts[mode];
  if (facts.thinking === false) {
    return wanted === undefined || wanted === "none" ? {} : { warning: `${model} can't think: no effort is sent.` };
  }
  if (facts.thinking === undefined && wanted === undefined) return {};
  if (wanted === "none") return facts.alwaysThinks ? neverOff(model) : { think: false };
  if (!facts.thinksInLevels) return { think: true };
  if (wanted === undefined || wanted === "on") return { think: facts.alwaysThinks ? "medium" : true };
  return { think: facts.alwaysThinks && levels[wanted] === "max" ? "high" : levels[wanted] };
}

function neverOff(model: string): Thinking {
  return { think: "low", warning: `${model} always thinks: it is asked to think little.` };
}
