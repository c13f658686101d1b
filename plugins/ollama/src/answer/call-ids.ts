import type { Message } from "@ainative-code/sdk";

/**
 * Gives calls ids that are unique in their session: the server's own where it has one and the session has not seen it,
 * else one made of the time of the answer's first line, so that the same bytes always make the same ids.
 */
export class CallIds {
  readonly #taken: Set<string>;
  readonly #fallback: () => string;
  #seed: string | undefined;

  /** `fallback` makes a seed for servers that do not tell the time. */
  constructor(messages: readonly Message[], fallback: () => string) {
    this.#taken = new Set(messages.flatMap(({ parts }) => parts.flatMap((part) => (part.type === "tool-call" ? [part.id] : []))));
    this.#fallback = fallback;
  }

  /** A line of the answer has come, with this time on it. The first counts. */
  seen(createdAt: string | undefined): void {
    this.#seed ??= createdAt?.replaceAll(/\D/g, "");
  }

  idFor(given: string | undefined, position: number): string {
    const id = given !== undefined && !this.#taken.has(given) ? given : this.#made(position);
    this.#taken.add(id);
    return id;
  }

  #made(position: number): string {
    this.#seed = this.#seed || this.#fallback();
    let id = `call_${this.#seed}_${position}`;
    for (let again = 2; this.#taken.has(id); again += 1) id = `call_${this.#seed}_${position}_${again}`;
    return id;
  }
}
