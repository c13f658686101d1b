import { isAinError, type FetchOptions, type FetchResponse, type Host, type Notes } from "@ainative-code/sdk";
import { parseJson, type ErrorContext } from "@ainative-code/provider-kit";
import { apiKeyOf } from "./api-key.ts";
import { classifyOllamaError } from "./errors/classify-error.ts";
import { errorActions } from "./errors/error-actions.ts";
import { notRunning } from "./errors/not-running.ts";
import type { Settings } from "./settings.ts";

/** An Ollama server, as this request reaches it. */
export interface Server {
  /** Without a slash at its end. */
  readonly url: string;
  readonly errors: ErrorContext;
  /** Where what it has refused is kept. */
  readonly notes: Notes | undefined;
  /** One attempt. Throws what `host.fetch` throws, and says so where nothing listens. */
  fetch(path: string, options: FetchOptions): Promise<FetchResponse>;
  /** The JSON answer to a question on the side: `null` where it is none, `undefined` where the server did not answer. */
  ask(path: string, question: Question): Promise<unknown>;
}

interface Question {
  /** Sent by POST; without it, GET. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  /** Milliseconds for the head of the answer. */
  readonly patienceMs?: number;
}

/** Milliseconds a question on the side may take: a server that is loading a large model answers others late. */
const askPatienceMs = 30_000;

export async function serverOf(host: Host, { url }: Settings): Promise<Server> {
  const key = await apiKeyOf(host, url);
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const fetch: Server["fetch"] = async (path, options) => {
    try {
      return await host.fetch(url + path, { ...options, headers: { ...authorization, ...options.headers } });
    } catch (error) {
      throw isAinError(error) && error.vendorCode === "ECONNREFUSED" ? notRunning(url, error) : error;
    }
  };
  return {
    url,
    notes: host.notes,
    errors: {
      who: isCloud(url) ? "Ollama's cloud" : "Ollama",
      classify: classifyOllamaError,
      actions: errorActions(url),
      secrets: key === undefined ? [] : [key],
    },
    fetch,
    ask: (path, question) => ask(fetch, path, question),
  };
}

/** Whether models run at ollama.com and not on a machine of the user. */
export function isCloud(url: string): boolean {
  return new URL(url).hostname === "ollama.com";
}

async function ask(fetch: Server["fetch"], path: string, question: Question): Promise<unknown> {
  const { body, signal, patienceMs = askPatienceMs } = question;
  const post = { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const patience = { signal, headTimeoutMs: patienceMs, idleTimeoutMs: patienceMs };
  try {
    const response = await fetch(path, { ...(body === undefined ? {} : post), ...patience });
    const text = await response.text();
    return response.ok ? (parseJson(text) ?? null) : undefined;
  } catch (error) {
    if (isAinError(error) && error.code === "timeout") return undefined;
    throw error;
  }
}
