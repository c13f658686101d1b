import {
  isAinError,
  type AinError,
  type FetchOptions,
  type Message,
  type Notes,
  type Provider,
  type ProviderRequest,
  type StreamEvent,
} from "@ainative-code/sdk";
import { answeringFetch, type PreparedAnswer } from "./answering-fetch.ts";
import { inMemoryHost } from "./in-memory-host.ts";

/** What a provider is asked, and what its requests get. */
export interface Question {
  readonly config?: Readonly<Record<string, unknown>>;
  /** The secrets that the provider declares. */
  readonly secrets?: Readonly<Record<string, string | undefined>>;
  /** What its requests get, one after the other. */
  readonly answers: readonly PreparedAnswer[];
  /** What is not given is empty, but for one message: `hi`. */
  readonly request: Partial<ProviderRequest> & Pick<ProviderRequest, "model">;
  readonly notes?: Notes;
}

/** What a provider made of its answers. */
export interface Asked {
  /** Up to the error, where there is one. */
  readonly events: readonly StreamEvent[];
  readonly error: AinError | undefined;
  readonly calls: readonly { readonly url: string; readonly options: FetchOptions }[];
}

/** A person's message of one word. */
export const hi: Message = {
  id: "u",
  role: "user",
  createdAt: "2026-01-01T00:00:00.000Z",
  parts: [{ type: "text", text: "hi" }],
};

/** Asks a provider once, without a network. Throws what is no `AinError`. */
export async function askOnce({ stream }: Pick<Provider, "stream">, question: Question): Promise<Asked> {
  const { answers, request, ...rest } = question;
  const { fetch, calls } = answeringFetch(answers);
  const whole = { system: [], messages: [hi], tools: [], signal: new AbortController().signal, ...request };
  const events: StreamEvent[] = [];
  try {
    for await (const event of stream(whole, inMemoryHost({ ...rest, fetch }))) events.push(event);
    return { events, error: undefined, calls };
  } catch (error) {
    if (!isAinError(error)) throw error;
    return { events, error, calls };
  }
}

/** The JSON body of a request that was made. */
export function sentBody({ calls }: Pick<Asked, "calls">, index = 0): Readonly<Record<string, unknown>> {
  const body: unknown = JSON.parse(String(calls[index]?.options.body));
  return typeof body === "object" && body !== null ? { ...body } : {};
}
