/** Milliseconds for a provider to end after a cancel: a person sees that something is still done, and does not press again. */
export const cancelGraceMs = 1000;

/**
 * Waits for code of others that may not listen to an abort: `wait` gives what the work gives, or `undefined` once the
 * signal has been aborted for `graceMs`. One wait at a time. Keeps nothing of what it has waited for, however often.
 */
export class Patience {
  readonly #signal: AbortSignal;
  readonly #graceMs: number;
  #timer: NodeJS.Timeout | undefined;
  #giveUp: (() => void) | undefined;
  #gaveUp = false;

  constructor(signal: AbortSignal, graceMs: number) {
    this.#signal = signal;
    this.#graceMs = graceMs;
    if (signal.aborted) this.#begin();
    else signal.addEventListener("abort", this.#begin, { once: true });
  }

  /** Its work may go on although nobody waits for it any more. */
  get gaveUp(): boolean {
    return this.#gaveUp;
  }

  async wait<T>(work: Promise<T>): Promise<T | undefined> {
    return new Promise<T | undefined>((resolve, reject) => {
      work.then(resolve, reject);
      this.#giveUp = () => {
        resolve(undefined);
      };
      if (this.#gaveUp) this.#giveUp();
    });
  }

  /** To be called when nothing more is waited for. */
  end(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener("abort", this.#begin);
  }

  readonly #begin = (): void => {
    this.#timer = setTimeout(() => {
      this.#gaveUp = true;
      this.#giveUp?.();
    }, this.#graceMs);
  };
}
