import { AinError } from "@ainative-code/sdk";
import type { ProviderRequest, StreamEvent } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import { Patience } from "../patience.ts";
import { duration } from "../retry/retry-law.ts";
import type { ModelStream } from "./model-stream.ts";

export interface IdleLaw {
  /** Milliseconds without an event while one is waited for. */
  readonly idleMs: number;
  /** The provider goes on although nobody waits for it any more. */
  readonly onLate?: (() => void) | undefined;
}

/** Milliseconds for a provider to end after it was told to: it has been silent for minutes already. */
const graceMs = 50;

/**
 * Ends an attempt that says nothing for too long, with `timeout`: one attempt's decorator, so that the retry law goes
 * around it. The host's own limit hears bytes, this one events: it ends also what a vendor keeps alive by signs of life
 * without a word of the answer, and a provider that waits for something that never comes. Time in which nobody asks for
 * the next event does not count.
 */
export function idleWatched(stream: ModelStream, clock: Clock, { idleMs, onLate }: IdleLaw): ModelStream {
  return async function* watched(request: ProviderRequest): AsyncGenerator<StreamEvent, void> {
    const silence = new AbortController();
    const watch = new Watch(clock, idleMs, () => {
      silence.abort();
    });
    // From then on somebody else counts.
    const unwatched = (): void => {
      watch.end();
    };
    request.signal.addEventListener("abort", unwatched, { once: true });
    const patience = new Patience(silence.signal, graceMs);
    const events = stream({ ...request, signal: AbortSignal.any([request.signal, silence.signal]) });
    try {
      for (;;) {
        watch.wait();
        const next = await patience.wait(events.next());
        watch.heard();
        if (silence.signal.aborted) {
          yield { type: "error", error: tooSilent(idleMs) };
          return;
        }
        if (next === undefined || next.done === true) return;
        yield next.value;
      }
    } finally {
      request.signal.removeEventListener("abort", unwatched);
      watch.end();
      // A provider that was given up would be waited for in vain.
      if (patience.gaveUp) {
        onLate?.();
        void events.return();
      } else await events.return();
      patience.end();
    }
  };
}

/** One timer however many events come: it looks up when it is due, and goes on for what is left. */
class Watch {
  readonly #clock: Clock;
  readonly #idleMs: number;
  readonly #ended = new AbortController();
  #since: number | undefined;

  constructor(clock: Clock, idleMs: number, onSilence: () => void) {
    this.#clock = clock;
    this.#idleMs = idleMs;
    void this.#run(onSilence);
  }

  wait(): void {
    this.#since = this.#clock.now();
  }

  heard(): void {
    this.#since = undefined;
  }

  end(): void {
    this.#ended.abort();
  }

  async #run(onSilence: () => void): Promise<void> {
    for (let left = this.#idleMs; left > 0; left = this.#left()) {
      try {
        await this.#clock.sleep(left, this.#ended.signal);
      } catch {
        return;
      }
    }
    onSilence();
  }

  #left(): number {
    return this.#since === undefined ? this.#idleMs : this.#idleMs - (this.#clock.now() - this.#since);
  }
}

function tooSilent(idleMs: number): AinError {
  return new AinError("timeout", `The model said nothing for ${duration(idleMs)}.`, {
    actions: [
      "Let it think longer: ainative-code config set chat.idleTimeoutSeconds SECONDS",
      "Use another model: -m PROVIDER/MODEL",
    ],
  });
}
