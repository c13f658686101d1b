import type { AgentEvent, ResultEvent } from "../core/agent/agent-event.ts";
import type { Output } from "./output.ts";

/** Shows a run to somebody, and gives back how it ended. */
export type Face = (events: AsyncIterable<AgentEvent>, output: Output) => Promise<ResultEvent>;

/** Passes every event on and returns the last one, which the law of `AgentEvent` says is the result. */
export async function untilResult(events: AsyncIterable<AgentEvent>, onEvent: (event: AgentEvent) => void): Promise<ResultEvent> {
  let result: ResultEvent | undefined;
  for await (const event of events) {
    if (event.type === "result") result = event;
    onEvent(event);
  }
  if (result === undefined) throw new Error("the agent ended without a result");
  return result;
}
