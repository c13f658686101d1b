import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  isAinError,
  type AinError,
  type FetchOptions,
  type Notes,
  type ProviderRequest,
  type StreamEvent,
} from "@ainative-code/sdk";
import { objectOr, type JsonObject } from "@ainative-code/provider-kit";
import { answeringFetch, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
import gemini from "../src/provider.ts";

const eventStream = { "content-type": "text/event-stream" };

/** The answer of a fixture. */
export const recorded = (name: string): PreparedAnswer => ({
  headers: eventStream,
  body: readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`), "utf8"),
});

/** An answer of these chunks. */
export const streamed = (...chunks: readonly object[]): PreparedAnswer => ({
  headers: eventStream,
  body: chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`),
});

/** A refusal in the vendor's shape. */
export const refused = (message: string, status = "INVALID_ARGUMENT", code = 400): PreparedAnswer => ({
  status: code,
  body: JSON.stringify({ error: { code, message, status } }),
});

interface Scene {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly key?: string;
  readonly answers?: readonly PreparedAnswer[];
  readonly request?: Partial<ProviderRequest>;
  readonly notes?: Notes;
}

export interface Outcome {
  readonly events: readonly StreamEvent[];
  readonly error: AinError | undefined;
  readonly calls: readonly { readonly url: string; readonly options: FetchOptions }[];
}

export const local = { baseURL: "http://localhost:8080" };

export const hi: ProviderRequest["messages"][number] = {
  id: "u",
  role: "user",
  createdAt: "2026-01-01T00:00:00.000Z",
  parts: [{ type: "text", text: "hi" }],
};

/** Asks the provider once. */
export async function ask({ config = {}, key, answers = [recorded("text")], request = {}, notes }: Scene): Promise<Outcome> {
  const { fetch, calls } = answeringFetch(answers);
  const host = inMemoryHost({ config, secrets: { apiKey: key }, fetch, ...(notes === undefined ? {} : { notes }) });
  const whole: ProviderRequest = {
    model: "gemini-3-pro",
    system: [],
    messages: [hi],
    tools: [],
    signal: new AbortController().signal,
    ...request,
  };
  const events: StreamEvent[] = [];
  try {
    for await (const event of gemini.stream(whole, host)) events.push(event);
    return { events, error: undefined, calls };
  } catch (error) {
    if (!isAinError(error)) throw error;
    return { events, error, calls };
  }
}

/** The body of a request that was made. */
export function bodyOf({ calls }: Outcome, index = 0): JsonObject {
  return objectOr(JSON.parse(String(calls[index]?.options.body))) ?? {};
}
