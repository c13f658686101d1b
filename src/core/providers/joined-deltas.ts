import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import type { ModelStream } from "./model-stream.ts";

/** Characters that are held for somebody who does not ask for them; the provider waits then, as it would without this. */
const mostHeld = 65_536;

/**
 * Makes one delta of those of a part that come one behind the other in one go: a server that is faster than a person
 * reads sends hundreds of tokens in a packet, and each event has some twenty layers to pass. Nothing is held back for
 * it: what is there when the program has nothing else to do is passed on. A delta that comes alone stays as it is.
 */
export function joinedDeltas(stream: ModelStream): ModelStream {
  return async function* joined(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    const left = new AbortController();
    const ahead = new Ahead(stream({ ...request, signal: AbortSignal.any([request.signal, left.signal]) }));
    try {
      for (let events = await ahead.take(); events.length > 0; events = await ahead.take()) yield* events;
    } finally {
      // Who leaves in the middle of an answer would wait for its next word.
      if (ahead.isPulling) left.abort();
      await ahead.end();
    }
  };
}

/** Asks for the next event while the last ones wait to be taken. */
class Ahead {
  readonly #events: AsyncGenerator<StreamEvent, void>;
  #held: StreamEvent[] = [];
  #characters = 0;
  /** More may come before the program is at rest. */
  #gathers = false;
  #ended = false;
  #failure: { readonly thrown: unknown } | undefined;
  #pulling = false;
  #wake: () => void = () => undefined;

  constructor(events: AsyncGenerator<StreamEvent, void>) {
    this.#events = events;
  }

  get isPulling(): boolean {
    return this.#pulling;
  }

  /** All that is there, as soon as there is something. Nothing: the end. Throws what the stream throws. */
  async take(): Promise<readonly StreamEvent[]> {
    while (!this.#isReady()) {
      this.#pull();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const held = this.#held;
    this.#held = [];
    this.#characters = 0;
    if (held.length === 0 && this.#failure !== undefined) throw this.#failure.thrown;
    return held;
  }

  async end(): Promise<void> {
    await this.#events.return();
  }

  #isReady(): boolean {
    if (this.#ended) return true;
    return this.#held.length > (this.#gathers ? 1 : 0);
  }

  #pull(): void {
    if (this.#pulling || this.#ended || this.#characters >= mostHeld) return;
    this.#pulling = true;
    this.#events.next().then(this.#got, this.#failed);
  }

  readonly #got = ({ done, value }: IteratorResult<StreamEvent, void>): void => {
    this.#pulling = false;
    if (done === true || value === undefined) {
      this.#finish();
      return;
    }
    const size = sizeOf(value);
    this.#hold(value);
    this.#characters += size ?? 0;
    if (size === undefined) this.#wake();
    else {
      this.#pull();
      this.#gather();
    }
  };

  readonly #failed = (thrown: unknown): void => {
    this.#pulling = false;
    this.#failure = { thrown };
    this.#finish();
  };

  #finish(): void {
    this.#ended = true;
    this.#wake();
  }

  #hold(event: StreamEvent): void {
    const last = this.#held.length - 1;
    const joined = joinedOf(this.#held[last], event);
    if (joined === undefined) this.#held.push(event);
    else this.#held[last] = joined;
  }

  #gather(): void {
    if (this.#gathers) return;
    this.#gathers = true;
    setImmediate(() => {
      this.#gathers = false;
      this.#wake();
    });
  }
}

/** Characters of a delta; `undefined` for every other event. */
function sizeOf(event: StreamEvent): number | undefined {
  if (event.type === "tool-delta") return event.textDelta.length;
  return event.type === "text-delta" || event.type === "thinking-delta" ? event.text.length : undefined;
}

function joinedOf(last: StreamEvent | undefined, event: StreamEvent): StreamEvent | undefined {
  if (last?.type === "text-delta" && event.type === "text-delta" && last.part === event.part) return { ...last, text: last.text + event.text };
  if (last?.type === "thinking-delta" && event.type === "thinking-delta" && last.part === event.part) {
    return { ...last, text: last.text + event.text };
  }
  if (last?.type === "tool-delta" && event.type === "tool-delta" && last.part === event.part) {
    return { ...last, textDelta: last.textDelta + event.textDelta };
  }
  return undefined;
}
