import { isAinError, type AinError, type ProviderRequest, type StreamEvent } from "@ainative-code/sdk";
import { inMemoryHost, type InMemoryHost } from "@ainative-code/test-kit";
import ollama from "../src/provider.ts";
import { user } from "./conversation.ts";

export interface Scene {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly key?: string;
  readonly request?: Partial<ProviderRequest>;
}

export interface Outcome {
  readonly events: readonly StreamEvent[];
  readonly error: AinError | undefined;
  /** Those of the start and of the end. */
  readonly warnings: readonly string[];
  readonly host: InMemoryHost;
}

/** Lets the provider answer one request by a server at `host`. */
export async function ask(host: string, { config = {}, key, request = {} }: Scene = {}): Promise<Outcome> {
  const memory = inMemoryHost({ config: { host, ...config }, secrets: { apiKey: key } });
  const signal = new AbortController().signal;
  const whole: ProviderRequest = { model: "m", system: [], messages: [user("Hi")], tools: [], signal, ...request };
  const events: StreamEvent[] = [];
  let error: AinError | undefined;
  try {
    for await (const event of ollama.stream(whole, memory)) events.push(event);
  } catch (thrown) {
    if (!isAinError(thrown)) throw thrown;
    error = thrown;
  }
  const warnings = events.flatMap((event) => (event.type === "start" || event.type === "finish" ? (event.warnings ?? []) : []));
  return { events, error, warnings, host: memory };
}

/** A tool, as a request declares it. */
export const readTool = {
  name: "read",
  description: "Reads a file.",
  input: { type: "object", properties: { path: { type: "string" } } },
};
