import type { FetchLike } from "@modelcontextprotocol/sdk/shared/transport.js";
import { AinError, type FetchResponse, type HostFetch } from "@ainative-code/sdk";
import { answerWatch, type AnswerWatch } from "./broken-answer.ts";
import { eventMeter } from "./event-meter.ts";

/** Gives the fetch for one URL's host: the servers that a login leads to are known only when it happens. */
export type FetchFrom = (url: string) => Promise<HostFetch>;

export interface OwnServer {
  readonly url: string;
  /** For its origin alone: servers that a login leads to do not get them. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Milliseconds: a call may take long, and the stream for what the server has to say may be silent for long. */
const headTimeoutMs = 15 * 60_000;
const idleTimeoutMs = 60 * 60_000;
/** Bytes of an answer that comes in one piece, and of one event of a stream. */
const maxBytes = 16 * 1024 * 1024;

/** Statuses whose answers have no body by definition. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

export interface StreamListeners {
  /** The stream was answered over which the server speaks of its own accord. */
  readonly onStream?: (() => void) | undefined;
  /** A stream has brought more than is taken, and is ended. */
  readonly onFlood?: (error: AinError) => void;
}

/** The host's own way to the net (proxies, certificates, limits, log) in the form that the protocol's library wants. */
export function webFetch(
  fetchFrom: FetchFrom,
  own: OwnServer,
  { onStream, onFlood = () => undefined }: StreamListeners = {},
): FetchLike {
  const { origin } = new URL(own.url);
  return async (address, init = {}) => {
    const url = new URL(address);
    const headers = {
      ...(url.origin === origin ? lowerCase(own.headers) : {}),
      ...Object.fromEntries(new Headers(init.headers)),
    };
    const fetch = await fetchFrom(url.href);
    const response = await fetch(url.href, {
      headers,
      headTimeoutMs,
      idleTimeoutMs,
      method: init.method ?? "GET",
      ...(init.body === undefined || init.body === null ? {} : { body: bodyText(init.body) }),
      ...(init.signal === undefined || init.signal === null ? {} : { signal: init.signal }),
    });
    if (init.method === "GET" && url.href === own.url) onStream?.();
    const watch =
      init.method === "POST" && url.href === own.url && init.signal?.aborted !== true ? answerWatch(init.body) : undefined;
    return webResponse(response, onFlood, watch);
  };
}

function webResponse(response: FetchResponse, onFlood: (error: AinError) => void, watch: AnswerWatch | undefined): Response {
  const { status, headers, body } = response;
  if (bodiless.has(status)) return new Response(null, { status, headers: webHeaders(headers) });
  const isStream = (headers["content-type"] ?? "").startsWith("text/event-stream");
  return new Response(
    isStream ? webStream(watched(body, watch), eventMeter(), onFlood) : webStream(body, byteMeter(), () => undefined),
    {
      status,
      headers: webHeaders(headers),
    },
  );
}

/** An answer that is missing when the stream ends, or breaks off, is told to be. */
async function* watched(body: AsyncIterable<Uint8Array>, watch: AnswerWatch | undefined): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      watch?.heard(chunk);
      yield chunk;
    }
  } catch (error) {
    const missing = watch?.missing();
    if (missing === undefined) throw error;
  }
  const missing = watch?.missing();
  if (missing !== undefined) yield missing;
}

/** As it comes; an end of the reader ends what is read. Fails where the meter says that too much came. */
function webStream(
  body: AsyncIterable<Uint8Array>,
  measure: (chunk: Uint8Array) => number,
  onFlood: (error: AinError) => void,
): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else if (measure(next.value) <= maxBytes) controller.enqueue(next.value);
      else {
        await chunks.return?.();
        const error = new AinError("protocol", `The MCP server sent a message of more than ${maxBytes / 1024 / 1024} MiB.`);
        onFlood(error);
        throw error;
      }
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

function byteMeter(): (chunk: Uint8Array) => number {
  let size = 0;
  return (chunk) => (size += chunk.length);
}

/** The body is decoded already. */
function webHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { "content-encoding": _encoding, "content-length": _length, ...others } = headers;
  return others;
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function bodyText(body: NonNullable<RequestInit["body"]>): string {
  if (typeof body === "string") return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new AinError("internal", "A request to an MCP server has a body that is no text.");
}
