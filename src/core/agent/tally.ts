import type { AssistantMessage, Usage } from "@ainative-code/sdk";
import type { Spending } from "../budget/spending.ts";
import type { AgentEvent, ResultEvent } from "./agent-event.ts";
import type { RefusedCall } from "./refused-calls.ts";

/** What a run has come to so far. */
export interface Tally {
  readonly startedAt: number;
  steps: number;
  usage: Usage | undefined;
  text: string;
  /** That text was handed in by a call, and was never streamed. */
  isHandedIn?: true;
  /** The final answer as a value, where a form was asked for. */
  structured?: { readonly value: unknown };
  /** The model was told that its answer does not fit that form. */
  corrected: boolean;
  unasked: RefusedCall[];
  /** Warnings of the provider that were told already: it repeats them with each answer. */
  readonly warned: Set<string>;
}

export function newTally(startedAt: number): Tally {
  return { startedAt, steps: 0, usage: undefined, text: "", corrected: false, unasked: [], warned: new Set() };
}

export function spentIn(spending: Pick<Spending, "turn"> | undefined): Pick<ResultEvent, "spent"> {
  return spending === undefined ? {} : { spent: { ...spending.turn.total, models: spending.turn.models } };
}

/** Tells each warning of the provider once in a run. */
export function* newWarnings({ warnings = [] }: AssistantMessage, { warned }: Tally): Generator<AgentEvent> {
  for (const text of warnings) {
    if (!warned.has(text)) yield { type: "notice", level: "warning", text };
    warned.add(text);
  }
}
