import { AinError } from "@ainative-code/sdk";
import type { StreamEvent } from "@ainative-code/sdk";
import type { Patience } from "../patience.ts";
import type { AnswerBuilder } from "../providers/answer-builder.ts";
import type { AgentEvent } from "./agent-event.ts";

/** Tells an answer from its first event on, and adds it to the builder. `first` is missing where patience has given it up. */
export async function* told(
  events: AsyncGenerator<StreamEvent, void>,
  first: IteratorResult<StreamEvent, void> | undefined,
  builder: AnswerBuilder,
  patience: Patience,
): AsyncGenerator<AgentEvent, void> {
  for (let next = first; next?.done !== true; next = await patience.wait(events.next())) {
    // One that does not end after a cancel is cut off where it is.
    const event = next?.value ?? ({ type: "error", error: new AinError("cancelled", "Cancelled.") } as const);
    builder.add(event);
    if (event.type !== "finish" && event.type !== "error") yield { type: "stream", event };
    if (next === undefined) return;
  }
}
