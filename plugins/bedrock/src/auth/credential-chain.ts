import { AinError } from "@ainative-code/sdk";
import type { Credentials } from "./credentials.ts";
import type { ChainWish } from "./sdk-chain.ts";

/** Milliseconds before they expire from which on credentials are asked for again: a request may take its time. */
const marginMs = 5 * 60_000;

type Resolve = (wish: ChainWish) => Promise<Credentials>;

/** Loaded when it is first needed: it carries a part of AWS's SDK. */
const fromSdk: Resolve = async (wish) => (await import("./sdk-chain.ts")).credentialsFromChain(wish);

/** Credentials that lie outside of the settings, kept until shortly before they expire. */
export class CredentialChain {
  readonly #resolve: Resolve;
  readonly #now: () => number;
  readonly #known = new Map<string, Promise<Credentials>>();
  /** Credentials that AWS has refused once already, by what names them. */
  readonly #refused = new Set<string>();

  constructor(resolve: Resolve = fromSdk, now: () => number = Date.now) {
    this.#resolve = resolve;
    this.#now = now;
  }

  /** Side by side they are asked for once. Throws what `credentialsFromChain` does, and `cancelled`; no failure is kept. */
  async get(wish: ChainWish, signal: AbortSignal): Promise<Credentials> {
    const key = keyOf(wish);
    const known = this.#known.get(key);
    if (known !== undefined) {
      const credentials = await orAborted(known, signal);
      if ((credentials.expiration ?? Infinity) - this.#now() > marginMs) return credentials;
      if (this.#known.get(key) === known) this.#known.delete(key);
    }
    const asked = this.#known.get(key) ?? this.#ask(key, wish);
    return orAborted(asked, signal);
  }

  /** AWS has refused these. True where they are asked for again, which is worth it once for each. */
  refuse(wish: ChainWish, { accessKeyId, sessionToken = "" }: Credentials): boolean {
    this.#known.delete(keyOf(wish));
    const name = `${accessKeyId} ${sessionToken}`;
    const isFirst = !this.#refused.has(name);
    this.#refused.add(name);
    return isFirst;
  }

  #ask(key: string, wish: ChainWish): Promise<Credentials> {
    const asked = this.#resolve(wish);
    this.#known.set(key, asked);
    asked.catch(() => {
      if (this.#known.get(key) === asked) this.#known.delete(key);
    });
    return asked;
  }
}

/** That of this process. */
export const credentialChain = new CredentialChain();

function keyOf({ profile, region }: ChainWish): string {
  return `${profile ?? ""}\n${region}`;
}

async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new AinError("cancelled", "Cancelled.", { cause: signal.reason }));
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
