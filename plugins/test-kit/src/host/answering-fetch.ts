import type { FetchOptions, FetchResponse, HostFetch } from "@ainative-code/sdk";

/** One answer of an `answeringFetch`. */
export interface PreparedAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Given as a list, it arrives in these chunks; an `Error` in it is thrown at that place. */
  readonly body?: string | readonly (string | Uint8Array | Error)[];
}

/** A `host.fetch` that answers by itself, and what it was asked. */
export interface AnsweringFetch {
  readonly fetch: HostFetch;
  readonly calls: readonly { readonly url: string; readonly options: FetchOptions }[];
}

/** A `host.fetch` without a network: gives the prepared answers one after the other, and throws a bug when they end. */
export function answeringFetch(answers: readonly PreparedAnswer[]): AnsweringFetch {
  const calls: { url: string; options: FetchOptions }[] = [];
  const fetch: HostFetch = (url, options = {}) => {
    const answer = answers[calls.length];
    calls.push({ url, options });
    if (answer === undefined) return Promise.reject(new Error(`no answer prepared for request ${calls.length}: ${url}`));
    return Promise.resolve(response(url, answer));
  };
  return { fetch, calls };
}

function response(url: string, { status = 200, headers = {}, body = "" }: PreparedAnswer): FetchResponse {
  const chunks = typeof body === "string" ? [body] : body;
  const whole = async (): Promise<string> => {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of stream(chunks)) text += decoder.decode(chunk, { stream: true });
    return text + decoder.decode();
  };
  return {
    status,
    ok: status >= 200 && status < 300,
    url,
    headers,
    body: stream(chunks),
    text: whole,
    json: async (): Promise<unknown> => JSON.parse(await whole()),
  };
}

async function* stream(chunks: readonly (string | Uint8Array | Error)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    await Promise.resolve();
    if (chunk instanceof Error) throw chunk;
    yield typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
  }
}
