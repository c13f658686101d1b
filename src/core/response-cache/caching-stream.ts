import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import { memberOf } from "../member-of.ts";
import type { ModelStream } from "../providers/model-stream.ts";
import { Flight } from "./flight.ts";
import { KeptAnswer } from "./kept-answer.ts";
import { requestKey } from "./request-key.ts";
import type { Asked } from "./request-key.ts";
import type { ResponseStore } from "./response-store.ts";

export interface ResponseCache {
  readonly store: ResponseStore;
  /** The requests on their way, by key; of the whole process. */
  readonly flights: Map<string, Flight>;
  /** Requests of every temperature, and not only of temperature 0. */
  readonly anyTemperature: boolean;
  /** Characters of one answer; a longer one is not kept. */
  readonly maxLength: number;
  readonly onProblem: (thrown: unknown) => void;
}

/**
 * Answers a request that is the same as an earlier one with the answer to that: its events come again, marked `cached`.
 * Only what was finished is kept. Requests that are the same at the same time share one. A store that fails is told of and
 * gone without. Goes around all laws of the model: what is answered from here waits for nothing.
 */
export function caching(stream: ModelStream, asked: Asked, cache: ResponseCache): ModelStream {
  return async function* cached(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    if (request.temperature !== 0 && !cache.anyTemperature) {
      yield* stream(request);
      return;
    }
    const key = requestKey(asked, request);
    const flight = cache.flights.get(key);
    if (flight?.isOpen === true) yield* marked(flight.join(request.signal));
    else yield* keptEvents(cache, key, asked, request) ?? takeOff(stream, request, cache, key);
  };
}

function keptEvents(
  cache: ResponseCache,
  key: string,
  asked: Asked,
  request: ProviderRequest,
): Iterable<StreamEvent> | undefined {
  try {
    const answer = cache.store.get(key);
    const events: unknown = answer === undefined ? undefined : JSON.parse(answer);
    return isAnswer(events) ? markedEach(events, asked, request) : undefined;
  } catch (thrown) {
    cache.onProblem(thrown);
    return undefined;
  }
}

function takeOff(
  stream: ModelStream,
  request: ProviderRequest,
  cache: ResponseCache,
  key: string,
): AsyncGenerator<StreamEvent, void> {
  const kept = new KeptAnswer(cache.maxLength);
  const flight: Flight = new Flight(stream, request, kept, () => {
    if (cache.flights.get(key) === flight) cache.flights.delete(key);
    if (kept.isWhole && isAnswer(kept.events)) keep(cache, key, kept.events);
  });
  cache.flights.set(key, flight);
  return flight.join(request.signal);
}

function keep({ store, onProblem }: ResponseCache, key: string, events: readonly StreamEvent[]): void {
  try {
    store.put(key, JSON.stringify(events));
  } catch (thrown) {
    onProblem(thrown);
  }
}

/** An end that will be the same another time: the model had said all it wanted to. */
const finished: ReadonlySet<unknown> = new Set(["stop", "tool-calls"]);

/** Also of what was read from a file that anybody may have written: then it is the file of this user. */
function isAnswer(events: unknown): events is readonly StreamEvent[] {
  if (!Array.isArray(events) || !events.every((event) => typeof memberOf(event, "type") === "string")) return false;
  const last: unknown = events.at(-1);
  return memberOf(last, "type") === "finish" && finished.has(memberOf(memberOf(last, "stop"), "reason"));
}

async function* marked(events: AsyncIterable<StreamEvent>): AsyncGenerator<StreamEvent, void> {
  for await (const event of events) yield event.type === "start" ? { ...event, cached: true } : event;
}

function* markedEach(
  [first, ...rest]: readonly StreamEvent[],
  { provider }: Asked,
  { model }: ProviderRequest,
): Generator<StreamEvent, void> {
  if (first?.type === "start") yield { ...first, cached: true };
  else {
    yield { type: "start", origin: { provider, api: "", model }, cached: true };
    if (first !== undefined) yield first;
  }
  yield* rest;
}
