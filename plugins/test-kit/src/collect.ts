import type { StreamEvent } from "@ainative-code/sdk";

/** All events of a stream, to its end. */
export async function eventsOf(stream: AsyncIterable<StreamEvent>): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** The visible text of an answer, all its parts joined. */
export function textOf(events: readonly StreamEvent[]): string {
  return events.map((event) => (event.type === "text-delta" ? event.text : "")).join("");
}
