import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAinError, type AinError, type FetchOptions, type Notes, type ProviderRequest, type StreamEvent } from "@ainative-code/sdk";
import { objectOr, type JsonObject } from "@ainative-code/provider-kit";
import { answeringFetch, eventsOf, inMemoryHost, type PreparedAnswer } from "@ainative-code/test-kit";
import anthropic from "../src/provider.ts";

/** The answer of a fixture. */
export const recorded = (name: string, headers: Readonly<Record<string, string>> = {}): PreparedAnswer => ({
  headers: { "content-type": "text/event-stream", ...headers },
  body: readFileSync(join(import.meta.dirname, "fixtures", `${name}.sse`), "utf8"),
});

/** A refusal in the vendor's shape. */
export const refused = (message: string, type = "invalid_request_error", status = 400): PreparedAnswer => ({
  status,
  body: JSON.stringify({ type: "error", error: { type, message } }),
});

export interface Scene {
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
    model: "claude-opus-5-5",
    system: [],
    messages: [hi],
    tools: [],
    signal: new AbortController().signal,
    ...request,
  };
  try {
    return { events: await eventsOf(anthropic.stream(whole, host)), error: undefined, calls };
  } catch (error) {
    if (!isAinError(error)) throw error;
    return { events: [], error, calls };
  }
}

/** The body of a request that was made. */
export function bodyOf({ calls }: Outcome, index = 0): JsonObject {
  return objectOr(JSON.parse(String(calls[index]?.options.body))) ?? {};
}
