/** Wakes all who wait for it. */
export class Bell {
  #waiting = Promise.withResolvers<void>();

  ring(): void {
    this.#waiting.resolve();
    this.#waiting = Promise.withResolvers<void>();
  }

  /** Resolves at the next ring after this call, or when the signal aborts. */
  async next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise } = this.#waiting;
    const aborted = Promise.withResolvers<void>();
    const wake = (): void => aborted.resolve();
    signal.addEventListener("abort", wake, { once: true });
    await Promise.race([promise, aborted.promise]).finally(() => signal.removeEventListener("abort", wake));
  }
}
