import type { ResponseStore, StoreLimits } from "./response-store.ts";

interface Entry {
  readonly answer: string;
  readonly bytes: number;
  readonly at: number;
}

/** Keeps answers for the life of the process; the ones not used for longest go first. */
export class MemoryStore implements ResponseStore {
  /** In the order of their last use. */
  readonly #entries = new Map<string, Entry>();
  readonly #limits: StoreLimits;
  #bytes = 0;

  constructor(limits: StoreLimits) {
    this.#limits = limits;
  }

  get(key: string): string | undefined {
    const entry = this.#take(key);
    if (entry === undefined || this.#limits.now() - entry.at >= this.#limits.ttlMs) return undefined;
    this.#keep(key, entry);
    return entry.answer;
  }

  put(key: string, answer: string): void {
    this.#take(key);
    this.#keep(key, { answer, bytes: Buffer.byteLength(answer), at: this.#limits.now() });
    const { maxEntries, maxBytes } = this.#limits;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= maxEntries && this.#bytes <= maxBytes) return;
      this.#take(oldest);
    }
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
  }

  #take(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (this.#entries.delete(key)) this.#bytes -= entry?.bytes ?? 0;
    return entry;
  }
}
