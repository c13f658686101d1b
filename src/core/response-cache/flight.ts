import { AinError } from "@ainative-code/sdk";
import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import type { ModelStream } from "../providers/model-stream.ts";
import type { KeptAnswer } from "./kept-answer.ts";

interface Reader {
  readonly waiting: StreamEvent[];
  wake: () => void;
  /** It was cancelled while others go on. */
  left: boolean;
}

/**
 * One request that several readers share. Whoever is fastest asks for the next event and all get it; who comes later gets
 * first what has come. Each may cancel by itself; the request is cancelled when the last one has. Then that one hears the
 * request out, as it would alone. Nobody joins a flight that has ended or was cancelled.
 */
export class Flight {
  readonly #kept: KeptAnswer;
  readonly #source: AsyncGenerator<StreamEvent, void>;
  readonly #abort = new AbortController();
  readonly #readers = new Set<Reader>();
  readonly #onEnd: () => void;
  #pulling = false;
  #ended = false;
  #closed = false;

  /** `onEnd` is called once, when nobody may join any more. */
  constructor(stream: ModelStream, request: ProviderRequest, kept: KeptAnswer, onEnd: () => void) {
    this.#kept = kept;
    this.#onEnd = onEnd;
    this.#source = stream({ ...request, signal: this.#abort.signal });
  }

  /** All of it is still there for a reader who joins now. */
  get isOpen(): boolean {
    return !this.#closed && this.#kept.isWhole;
  }

  async *join(signal: AbortSignal): AsyncGenerator<StreamEvent, void> {
    const reader: Reader = { waiting: [...this.#kept.events], wake: () => undefined, left: false };
    const cancel = (): void => {
      this.#cancelled(reader, signal.reason);
    };
    this.#readers.add(reader);
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    try {
      for (;;) {
        for (const event of reader.waiting.splice(0)) yield event;
        if (reader.left) yield { type: "error", error: new AinError("cancelled", "Cancelled.") };
        // More may have come while what there was was read.
        if (!reader.left && reader.waiting.length > 0) continue;
        if (reader.left || this.#ended) return;
        await this.#next(reader);
      }
    } finally {
      signal.removeEventListener("abort", cancel);
      await this.#leave(reader);
    }
  }

  /** Resolves when there is something new for this reader. */
  async #next(reader: Reader): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      reader.wake = resolve;
    });
    if (!this.#pulling) void this.#pull();
    await woken;
  }

  async #pull(): Promise<void> {
    this.#pulling = true;
    const next = await this.#source.next();
    this.#pulling = false;
    if (next.done === true) {
      this.#ended = true;
      this.#close();
    } else {
      this.#kept.add(next.value);
      for (const reader of this.#readers) reader.waiting.push(next.value);
    }
    for (const reader of this.#readers) reader.wake();
  }

  #cancelled(reader: Reader, reason: unknown): void {
    if (this.#readers.size === 1) {
      this.#abort.abort(reason);
      this.#close();
      return;
    }
    this.#readers.delete(reader);
    reader.left = true;
    reader.waiting.length = 0;
    reader.wake();
  }

  async #leave(reader: Reader): Promise<void> {
    const wasReading = this.#readers.delete(reader);
    if (!wasReading || this.#readers.size > 0) return;
    this.#abort.abort();
    this.#close();
    await this.#source.return();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#onEnd();
  }
}
