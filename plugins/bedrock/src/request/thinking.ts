import type { Effort } from "@ainative-code/sdk";
import type { JsonObject } from "@ainative-code/provider-kit";
import type { Settings } from "../settings.ts";
import { wireEfforts, type Rules, type WireEffort } from "./rules.ts";

export interface ThinkingWish {
  readonly effort: Effort | undefined;
  /** The model must call a tool, which Claude can't do while it thinks. */
  readonly forced: boolean;
  /** `maxTokens` of the request: thinking is a part of the answer. */
  readonly maxTokens: number | undefined;
  readonly display: Settings["thinking"];
}

/** How to think, as fields of the model's own. */
export interface Thinking {
  readonly fields: JsonObject;
  readonly warnings: readonly string[];
  /** The model was asked to think. */
  readonly isOn: boolean;
  /** Nova at its hardest takes no limit and no sampling. */
  readonly isUnlimited?: boolean;
}

/** How to think, in the words this model knows. */
export function thinkingOf(wish: ThinkingWish, rules: Rules): Thinking {
  const { effort } = wish;
  switch (rules.words) {
    case "claude":
      return claudeThinking(wish, rules);
    case "nova":
      return novaThinking(effort, rules);
    case "reasoning_effort":
    case "reasoning.effort":
      return effort === undefined ? silent : openAiThinking(effort, rules);
    case "none":
      return effort === undefined || effort === "none" ? silent : told("effort is not sent: this model does not know it.");
  }
}

const silent: Thinking = { fields: {}, warnings: [], isOn: false };

function told(warning: string): Thinking {
  return { ...silent, warnings: [warning] };
}

function claudeThinking(wish: ThinkingWish, rules: Rules): Thinking {
  const { effort, forced } = wish;
  if (effort === undefined && !rules.thinks) return silent;
  if (effort === "none" || (forced && rules.disabled)) return withoutThinking(wish, rules);
  if (rules.adaptive) return adaptive(wish, effort, rules);
  return rules.budget ? budgeted(wish, effort ?? "medium", rules) : told("effort is not sent: this model does not think.");
}

/** As little as the model can. */
function withoutThinking(wish: ThinkingWish, rules: Rules): Thinking {
  if (rules.disabled) return rules.adaptive ? { ...silent, fields: { thinking: { type: "disabled" } } } : silent;
  if (!rules.adaptive) return silent;
  const least = adaptive(wish, "low", rules);
  return wish.effort === "none" ? { ...least, warnings: ["This model always thinks: the least effort is asked for."] } : least;
}

function adaptive({ display }: ThinkingWish, effort: Effort | undefined, rules: Rules): Thinking {
  const thinking = shown({ type: "adaptive" }, display, rules);
  if (effort === undefined) return { fields: { thinking }, warnings: [], isOn: true };
  const level = levelOf(effort, rules);
  const warnings = level === undefined ? ["effort is not sent: this model does not know it."] : [];
  return { fields: { thinking, ...(level === undefined ? {} : { output_config: { effort: level } }) }, warnings, isOn: true };
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
function budgeted({ maxTokens = 0, display }: ThinkingWish, effort: Effort, rules: Rules): Thinking {
  const budget = Math.min(budgets[effort === "none" ? "minimal" : effort], Math.floor(maxTokens * 0.75));
  if (budget < leastBudget) return told(`effort is not sent: an answer of ${maxTokens} tokens leaves no room to think.`);
  const thinking = shown({ type: "enabled", budget_tokens: budget }, display, rules);
  return { fields: { thinking }, warnings: [], isOn: true };
}

function shown(thinking: JsonObject, display: Settings["thinking"], rules: Rules): JsonObject {
  return display === "default" || !rules.display || !rules.adaptive ? thinking : { ...thinking, display };
}

function novaThinking(effort: Effort | undefined, rules: Rules): Thinking {
  if (effort === undefined) return silent;
  const level = effort === "none" ? undefined : levelOf(effort, rules);
  if (level === undefined) return { ...silent, fields: { reasoningConfig: { type: "disabled" } } };
  const fields = { reasoningConfig: { type: "enabled", maxReasoningEffort: level } };
  return { fields, warnings: [], isOn: true, isUnlimited: level === "high" };
}

/** Of OpenAI's models the open ones always think; the others can be asked not to. */
function openAiThinking(effort: Effort, rules: Rules): Thinking {
  const isOpen = rules.words === "reasoning_effort";
  const level = effort === "none" ? (isOpen ? "low" : "none") : levelOf(effort, rules);
  if (level === undefined) return told("effort is not sent: this model does not know it.");
  const warnings = isOpen && effort === "none" ? ["This model always thinks: the least effort is asked for."] : [];
  return { fields: isOpen ? { reasoning_effort: level } : { reasoning: { effort: level } }, warnings, isOn: true };
}

/** The level itself, else the next lower one the model knows. */
function levelOf(effort: Effort, { efforts }: Rules): WireEffort | undefined {
  const wanted = wireEfforts.findIndex((each) => each === effort);
  return efforts.findLast((each) => wireEfforts.indexOf(each) <= Math.max(wanted, 0)) ?? efforts[0];
}
