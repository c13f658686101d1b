import { AinError } from "@ainative-code/sdk";
import { defaultMaxLength, LineSplitter, type LineOptions } from "./line-splitter.ts";

/** Gets the data of one event (its `data` lines joined by LF) and its name (`""` where it has none). */
export type OnSseEvent = (data: string, name: string) => void;

/**
 * Reads `text/event-stream` bytes as the HTML standard says: comments, `id` and `retry` are passed over, and an event
 * that was not closed by an empty line is never told. Synchronous: events are told while `push` runs.
 */
export class SseParser {
  readonly #lines: LineSplitter;
  readonly #onEvent: OnSseEvent;
  readonly #maxLength: number;
  #data: string | undefined;
  #name = "";

  constructor(onEvent: OnSseEvent, options: LineOptions = {}) {
    this.#onEvent = onEvent;
    this.#maxLength = options.maxLength ?? defaultMaxLength;
    this.#lines = new LineSplitter((line) => this.#line(line), options);
  }

  /** Throws `protocol` when an event is longer than allowed, and whatever the event's receiver throws. */
  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  #line(line: string): void {
    if (line === "") this.#dispatch();
    else if (line.startsWith("data:")) this.#addData(valueAfter(line, 5));
    else if (line.startsWith("event:")) this.#name = valueAfter(line, 6);
    else if (line === "data") this.#addData("");
  }

  #addData(value: string): void {
    this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
    if (this.#data.length > this.#maxLength) {
      throw new AinError("protocol", `The server sent an event of more than ${this.#maxLength} characters.`);
    }
  }

  #dispatch(): void {
    const data = this.#data;
    const name = this.#name;
    this.#data = undefined;
    this.#name = "";
    if (data !== undefined) this.#onEvent(data, name);
  }
}

/** One space after the colon belongs to the colon. */
function valueAfter(line: string, start: number): string {
  return line.slice(line.charCodeAt(start) === 32 ? start + 1 : start);
}
