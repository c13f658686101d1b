import type { StreamEvent } from "@ainative-code/sdk";

/** Milliseconds and waits of one run, and what only debugging asks for, are no part of an answer. */
const passing: ReadonlySet<StreamEvent["type"]> = new Set(["retry", "fallback", "rate-limit", "raw"]);

/** Characters of an event besides its text. */
const overhead = 100;

/**
 * The events of an answer as far as it has come, pieces of one part joined: the same answer by the same law in fewer
 * events. One that grows past the limit is let go, so that a stream without end takes no memory.
 */
export class KeptAnswer {
  readonly #maxLength: number;
  #events: StreamEvent[] = [];
  #length = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** False once it has grown too large. */
  get isWhole(): boolean {
    return this.#length <= this.#maxLength;
  }

  get events(): readonly StreamEvent[] {
    return this.#events;
  }

  add(event: StreamEvent): void {
    if (!this.isWhole || passing.has(event.type)) return;
    const joined = joinedWith(this.#events.at(-1), event);
    if (joined === undefined) this.#events.push(event);
    else this.#events[this.#events.length - 1] = joined;
    this.#length += joined === undefined ? JSON.stringify(event).length : lengthOf(event);
    if (!this.isWhole) this.#events = [];
  }
}

function joinedWith(last: StreamEvent | undefined, event: StreamEvent): StreamEvent | undefined {
  if (last?.type === "text-delta" && event.type === "text-delta" && last.part === event.part) {
    return { ...last, text: last.text + event.text };
  }
  if (last?.type === "thinking-delta" && event.type === "thinking-delta" && last.part === event.part) {
    return { ...last, text: last.text + event.text };
  }
  return undefined;
}

function lengthOf(event: StreamEvent): number {
  return event.type === "text-delta" || event.type === "thinking-delta" ? event.text.length : overhead;
}
