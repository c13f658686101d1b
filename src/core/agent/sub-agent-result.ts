import { usdText } from "../cost/usd-text.ts";
import { usdOf } from "../cost/nano-usd.ts";
import { truncateText } from "../tools/truncate.ts";
import type { TurnOutput } from "../tools/turn-tool.ts";
import type { Outcome, ResultEvent } from "./agent-event.ts";
import type { RefusedCall } from "./refused-calls.ts";

/** Characters of a sub-agent's answer that its parent gets: about 5,000 tokens. */
const maxAnswerChars = 20_000;

export interface SubAgentEnd {
  readonly agent: string;
  readonly model: string;
  readonly result: ResultEvent;
  readonly toolCalls: number;
  readonly refused: readonly RefusedCall[];
}

/** What the parent is told: the last answer, how it ended where that is not well, and what it took. */
export function subAgentOutput(end: SubAgentEnd): TurnOutput {
  const { result, agent, model, toolCalls, refused } = end;
  const why = whyNotDone(result.outcome, agent);
  const answer = truncateText(result.text, maxAnswerChars);
  const content = [
    ...(why === undefined ? [] : [why]),
    ...(answer === "" ? [] : [why === undefined ? answer : `Its last words:\n${answer}`]),
    footing(end),
  ];
  const usd = result.spent === undefined || result.spent.unknown > 0 ? undefined : usdOf(result.spent.nanoUsd);
  return {
    content: content.join("\n\n"),
    ...(why === undefined || result.outcome.kind === "refused" ? {} : { isError: true }),
    details: {
      agent,
      model,
      sessionId: result.sessionId,
      steps: result.steps,
      toolCalls,
      tokens: tokensOf(result),
      ...(usd === undefined ? {} : { usd }),
    },
    ...(refused.length === 0 ? {} : { refused }),
  };
}

function whyNotDone(outcome: Outcome, agent: string): string | undefined {
  switch (outcome.kind) {
    case "done":
      return undefined;
    case "turn-limit":
      return `The sub-agent ${agent} was stopped: it may make ${String(outcome.limit)} requests and was not done by then.`;
    case "loop":
      return `The sub-agent ${agent} was stopped: it made the same calls (${outcome.calls.join(", ")}) over and over.`;
    case "refused":
      return `The sub-agent ${agent} could not do all of it. ${outcome.error.message}`;
    case "failed":
      return outcome.error.code === "cancelled"
        ? `The sub-agent ${agent} was stopped by the user.`
        : `The sub-agent ${agent} failed: ${outcome.error.message}`;
  }
}

function tokensOf({ usage }: ResultEvent): number {
  return usage === undefined ? 0 : usage.input.total + usage.output.total;
}

function footing({ result, toolCalls, agent }: SubAgentEnd): string {
  const { steps, spent } = result;
  const cost = spent === undefined || spent.requests === 0 || spent.unknown > 0 ? "" : `, ${usdText(usdOf(spent.nanoUsd))}`;
  const took = `${counted(steps, "request")}, ${counted(toolCalls, "tool call")}, ${tokensOf(result).toLocaleString("en-US")} tokens${cost}`;
  return `[sub-agent ${agent}: ${took}; session ${result.sessionId}]`;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? "" : "s"}`;
}
