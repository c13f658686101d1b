/** The most times one answer is gone on with; the longest answers of today take a few. */
const maxHops = 32;

export interface Continuation {
  /** The token to go on with, once a body has ended; `undefined` where the answer has ended with it. */
  readonly next: (asked: string | undefined) => string | undefined;
  /** Asks for the body that follows. */
  readonly ask: (token: string) => Promise<AsyncIterable<Uint8Array>>;
}

/** The bytes of an answer that the vendor may deliver in several bodies, one request each. */
export async function* continuedBody(
  first: AsyncIterable<Uint8Array>,
  { next, ask }: Continuation,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* first;
  let token = next(undefined);
  for (let hop = 1; token !== undefined && hop <= maxHops; hop += 1) {
    yield* await ask(token);
    token = hop === maxHops ? undefined : next(token);
  }
}
