import { AinError } from "@ainative-code/sdk";

/** The bytes of an answer, to be taken once. */
export type Body = AsyncIterator<Uint8Array, undefined>;

/**
 * The most that is kept in memory of one answer; larger ones are for who reads them piece by piece. No service promises
 * such a one.
 */
export const wholeLimit = 64 * 1024 * 1024;

/** The same bytes up to a limit, behind which they end with `protocol` and the rest is not fetched. */
export function limitedBody(body: Body, limit: number, url: URL): Body {
  let length = 0;
  const leave = async (): Promise<IteratorResult<Uint8Array, undefined>> =>
    (await body.return?.()) ?? { done: true, value: undefined };
  return {
    async next() {
      const next = await body.next();
      length += next.value?.length ?? 0;
      if (length <= limit) return next;
      await leave();
      throw tooLarge(limit, url);
    },
    return: leave,
  };
}

/** All of a body in one piece. */
export async function wholeBody(body: Body, limit: number, url: URL): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of { [Symbol.asyncIterator]: () => limitedBody(body, limit, url) }) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Bytes that are here already. */
export function bodyOf(bytes: Uint8Array): Body {
  let left = bytes.length > 0;
  return {
    next: async () => {
      if (!left) return { done: true, value: undefined };
      left = false;
      return { done: false, value: bytes };
    },
  };
}

function tooLarge(limit: number, url: URL): AinError {
  const size = limit >= 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MiB` : `${limit} bytes`;
  return new AinError("protocol", `The answer of ${url.host} is larger than ${size}.`, {
    retryable: false,
    actions: ["Ask for less at once"],
  });
}
