import { SseParser } from "./sse-parser.ts";

/** One event of a `text/event-stream`, its `data` lines joined by LF. */
export interface SseEvent {
  /** `""` where the event has no name. */
  readonly name: string;
  readonly data: string;
}

/** The events of a `text/event-stream` body, one by one. For many small events per chunk, `SseParser` costs less. */
export async function* sseEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<SseEvent> {
  let ready: SseEvent[] = [];
  const parser = new SseParser((data, name) => ready.push({ name, data }));
  for await (const chunk of body) {
    parser.push(chunk);
    const events = ready;
    ready = [];
    yield* events;
  }
}
