import {
  AinError,
  isAinError,
  type FetchResponse,
  type HostFetch,
  type Message,
  type Provider,
  type ProviderRequest,
  type StreamEvent,
} from "@ainative-code/sdk";
import { inMemoryHost } from "../../host/in-memory-host.ts";

/** What a provider made of an answer: its events, and what it threw. */
export interface Played {
  readonly events: readonly StreamEvent[];
  readonly error: AinError | undefined;
  /** The bodies of the requests it made. */
  readonly sent: readonly unknown[];
}

export interface Stage {
  readonly provider: Provider;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly messages?: readonly Message[];
  readonly model?: string;
  readonly onRequest?: (url: string) => void;
  /** Default: an answer from memory, in the given chunks. */
  readonly fetch?: HostFetch;
}

/** The origin of the server that is not there. */
export const memoryOrigin = "http://127.0.0.1:9";

/** Lets a provider answer one request from bytes in memory. A throw that is no `AinError` is a bug and is passed on. */
export async function play(stage: Stage, chunks: readonly Uint8Array[]): Promise<Played> {
  const sent: unknown[] = [];
  const events: StreamEvent[] = [];
  const answer: HostFetch = stage.fetch ?? ((url, options) => Promise.resolve(answerOf(stage, url, chunks, options?.signal)));
  const fetch: HostFetch = (url, options) => {
    if (stage.fetch === undefined) stage.onRequest?.(url);
    if (typeof options?.body === "string") sent.push(JSON.parse(options.body));
    return answer(url, options);
  };
  const host = inMemoryHost({ config: stage.config, secrets: stage.secrets, fetch });
  try {
    for await (const event of stage.provider.stream(requestOf(stage), host)) events.push(event);
  } catch (error) {
    if (!isAinError(error)) throw error;
    return { events, error, sent };
  }
  const last = events.at(-1);
  return { events, error: last?.type === "error" ? last.error : undefined, sent };
}

function requestOf({ messages = [firstMessage], model = "model-under-test" }: Stage): ProviderRequest {
  return { model, system: ["Be brief."], messages, tools: [], signal: new AbortController().signal };
}

/** What the user asks in every played request. */
export const firstMessage: Message = {
  id: "message-1",
  role: "user",
  createdAt: "2026-01-01T00:00:00.000Z",
  parts: [{ type: "text", text: "first question" }],
};

function answerOf(stage: Stage, url: string, chunks: readonly Uint8Array[], signal: AbortSignal | undefined): FetchResponse {
  const { status = 200, headers } = stage;
  const body = bytes(chunks, signal);
  const text = async (): Promise<string> => {
    const all: Uint8Array[] = [];
    for await (const chunk of body) all.push(chunk);
    return Buffer.concat(all).toString();
  };
  return {
    status,
    ok: status >= 200 && status < 300,
    url,
    headers: headers ?? { "content-type": "text/event-stream", "x-request-id": "req_conformance" },
    body,
    text,
    json: async (): Promise<unknown> => JSON.parse(await text()),
  };
}

async function* bytes(chunks: readonly Uint8Array[], signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    if (signal?.aborted === true) throw new AinError("cancelled", "Cancelled.");
    yield chunk;
  }
}
