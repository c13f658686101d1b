import type { Effort } from "@ainative-code/sdk";
import type { JsonObject } from "@ainative-code/provider-kit";
import type { Settings } from "../settings.ts";
import { wireEfforts, type Rules, type WireEffort } from "./rules.ts";

export interface ThinkingWish {
  readonly effort: Effort | undefined;
  /** The model must call a tool, which it can't do while it thinks. */
  readonly forced: boolean;
  /** `max_tokens` of the request: thinking is a part of the answer. */
  readonly maxTokens: number;
  readonly display: Settings["thinking"];
}

/** The fields that say how hard to think. */
export interface ThinkingFields {
  readonly thinking?: JsonObject;
  readonly effort?: WireEffort;
  readonly warnings?: readonly string[];
}

/** How to think, in the words this model knows. */
export function thinkingOf(wish: ThinkingWish, rules: Rules): ThinkingFields {
  const { effort } = wish;
  if (effort === undefined && !rules.thinks) return {};
  if (effort === "none" || (wish.forced && rules.disabled)) return withoutThinking(wish, rules);
  if (rules.adaptive) return adaptive(wish, rules);
  return rules.budget ? budgeted(wish, effort ?? "medium", rules) : told("effort is not sent: this model does not think.");
}

/** As little as the model can. */
function withoutThinking({ display, effort }: ThinkingWish, rules: Rules): ThinkingFields {
  if (rules.betweenTools) return { thinking: { type: "between_tools" }, ...effortOf("low", rules) };
  if (rules.disabled) return rules.adaptive ? { thinking: { type: "disabled" } } : {};
  if (!rules.adaptive) return {};
  const least = { thinking: shown({ type: "adaptive" }, display, rules), ...effortOf("low", rules) };
  return effort === "none" ? { ...least, ...told("This model always thinks: the least effort is asked for.") } : least;
}

function adaptive({ effort, display }: ThinkingWish, rules: Rules): ThinkingFields {
  const thinking = shown({ type: "adaptive" }, display, rules);
  return effort === undefined ? { thinking } : { thinking, ...effortOf(effort === "none" ? "low" : effort, rules) };
}

/** The level itself, else the next lower one the model knows. */
function effortOf(effort: Exclude<Effort, "none">, { efforts }: Rules): ThinkingFields {
  const wanted = wireEfforts.indexOf(effort === "minimal" ? "low" : effort);
  const known = efforts.findLast((each) => wireEfforts.indexOf(each) <= wanted) ?? efforts[0];
  return known === undefined ? told("effort is not sent: this model does not know it.") : { effort: known };
}

/** Tokens to think with at most, for models that want them told. */
const budgets: Readonly<Record<Exclude<Effort, "none">, number>> = {
  minimal: 1024,
  low: 4096,
  medium: 10_240,
  high: 20_480,
  xhigh: 32_768,
  max: 49_152,
};

/** The least budget the vendor takes. */
const leastBudget = 1024;

/** A quarter of the answer stays for what is said. */
function budgeted({ maxTokens, display }: ThinkingWish, effort: Exclude<Effort, "none">, rules: Rules): ThinkingFields {
  const budget = Math.min(budgets[effort], Math.floor(maxTokens * 0.75));
  if (budget < leastBudget) return told(`effort is not sent: an answer of ${maxTokens} tokens leaves no room to think.`);
  return { thinking: shown({ type: "enabled", budget_tokens: budget }, display, rules) };
}

function shown(thinking: JsonObject, display: Settings["thinking"], rules: Rules): JsonObject {
  return display === "default" || !rules.display ? thinking : { ...thinking, display };
}

function told(warning: string): ThinkingFields {
  return { warnings: [warning] };
}
