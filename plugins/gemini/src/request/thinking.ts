import type { Effort } from "@ainative-code/sdk";
import type { WireThinkingConfig } from "../wire.ts";
import { wireLevels, type Rules, type WireLevel } from "./rules.ts";

export interface ThinkingWish {
  readonly effort: Effort | undefined;
  /** Summaries of the thoughts are wanted. */
  readonly thoughts: boolean;
  /** The most tokens of the answer, where a limit is set: thinking is a part of it. */
  readonly maxTokens: number | undefined;
}

/** The field that says how hard to think. */
export interface ThinkingFields {
  readonly config?: WireThinkingConfig;
  readonly warnings?: readonly string[];
}

const alwaysThinks = "This model always thinks: the least effort is asked for.";

/** How to think, in the words this model knows. */
export function thinkingOf(wish: ThinkingWish, rules: Rules): ThinkingFields {
  const { effort, thoughts } = wish;
  if (rules.thinking === "none") {
    return effort === undefined || effort === "none" ? {} : { warnings: ["effort is not sent: this model does not think."] };
  }
  if (effort === undefined) return rules.thinks && thoughts ? { config: { includeThoughts: true } } : {};
  return rules.thinking === "level" ? byLevel(effort, thoughts, rules) : byBudget(wish, effort, rules);
}

/** The level of each effort, where the model knows it. */
const levelOf: Readonly<Record<Effort, WireLevel>> = {
  none: "MINIMAL",
  minimal: "MINIMAL",
  low: "LOW",
  medium: "MEDIUM",
  high: "HIGH",
  xhigh: "HIGH",
  max: "HIGH",
};

/** The level itself, else the next higher one the model knows. The least level is as good as none. */
function byLevel(effort: Effort, thoughts: boolean, { levels }: Rules): ThinkingFields {
  const wanted = wireLevels.indexOf(levelOf[effort]);
  const level = levels.find((each) => wireLevels.indexOf(each) >= wanted) ?? levels.at(-1);
  if (level === undefined) return { warnings: ["effort is not sent: this model does not know it."] };
  const config = { ...(thoughts && effort !== "none" ? { includeThoughts: true } : {}), thinkingLevel: level };
  return effort === "none" && level !== "MINIMAL" ? { config, warnings: [alwaysThinks] } : { config };
}

/** Tokens to think with at most; the model's own limits count. */
const budgets: Readonly<Record<Exclude<Effort, "none">, number>> = {
  minimal: 1024,
  low: 4096,
  medium: 10_240,
  high: 20_480,
  xhigh: 24_576,
  max: 32_768,
};

/** A quarter of the answer stays for what is said. */
function byBudget({ thoughts, maxTokens }: ThinkingWish, effort: Effort, rules: Rules): ThinkingFields {
  if (effort === "none") {
    if (rules.canDisable) return { config: { thinkingBudget: 0 } };
    return { config: { thinkingBudget: rules.leastBudget }, warnings: [alwaysThinks] };
  }
  const room = maxTokens === undefined ? rules.mostBudget : Math.floor(maxTokens * 0.75);
  if (room < rules.leastBudget) {
    return { warnings: [`effort is not sent: an answer of ${maxTokens} tokens leaves no room to think.`] };
  }
  const budget = Math.min(room, rules.mostBudget, Math.max(rules.leastBudget, budgets[effort]));
  return { config: { ...(thoughts ? { includeThoughts: true } : {}), thinkingBudget: budget } };
}
