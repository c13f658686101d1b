import type { Readable } from "node:stream";
import type { AinError } from "@ainative-code/sdk";

/** What may wait here for a slow reader, in bytes; the source is paused beyond it. */
const highWater = 256 * 1024;

/** Keeps the process alive or not: an answer nobody reads must not. */
export interface Holdable {
  ref(): unknown;
  unref(): unknown;
}

/**
 * The bytes of an answer as an async iterator. Everything that came since the last step is handed out as one chunk, so a
 * server that sends many small ones costs one step per packet. Begins to read at once, holds at most `highWater` bytes,
 * and pauses its source beyond that. What came before a failure is handed out before it is thrown.
 */
export class ResponseBody implements AsyncIterableIterator<Uint8Array, undefined, undefined> {
  readonly #source: Readable;
  readonly #holdable: Holdable | undefined;
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #paused = false;
  #ended = false;
  #error: AinError | undefined;
  #arrival: PromiseWithResolvers<void> | undefined;

  constructor(source: Readable, holdable?: Holdable) {
    this.#source = source;
    this.#holdable = holdable;
    source.on("data", (chunk: Uint8Array) => this.#add(chunk));
    source.once("end", () => this.#end());
  }

  /** True while the reader is slower than the server: then silence isn't the server's fault. */
  get paused(): boolean {
    return this.#paused;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Ends the body with an error; the first one stays. `now` drops what has not been read yet. */
  fail(error: AinError, now = false): void {
    if (this.#ended) return;
    this.#error = error;
    if (now) this.#take();
    this.#end();
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    while (this.#chunks.length === 0) {
      if (this.#error !== undefined) throw this.#error;
      if (this.#ended) return { done: true, value: undefined };
      this.#arrival ??= Promise.withResolvers();
      await this.#arrival.promise;
    }
    return { done: false, value: this.#take() };
  }

  /** The reader left early: the rest of the answer is not fetched. */
  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#take();
    if (!this.#ended) {
      this.#end();
      this.#source.destroy();
    }
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #add(chunk: Uint8Array): void {
    if (this.#ended) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= highWater && !this.#paused) {
      this.#paused = true;
      this.#source.pause();
      this.#holdable?.unref();
    }
    this.#wake();
  }

  #take(): Uint8Array {
    const [first] = this.#chunks;
    const taken = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks, this.#bytes);
    this.#chunks = [];
    this.#bytes = 0;
    if (this.#paused && !this.#ended) {
      this.#paused = false;
      this.#holdable?.ref();
      this.#source.resume();
    }
    return taken;
  }

  #end(): void {
    this.#ended = true;
    this.#wake();
  }

  #wake(): void {
    this.#arrival?.resolve();
    this.#arrival = undefined;
  }
}
