import {
  AinError,
  isAinError,
  type FetchOptions,
  type FetchResponse,
  type HostFetch,
  type StreamEvent,
} from "@ainative-code/sdk";
import { inMemoryHost } from "../../../host/in-memory-host.ts";
import { firstMessage, type Stage } from "../play.ts";

/** Milliseconds an aborted answer may take to end. */
const patienceMs = 1000;

/**
 * An answer that is aborted while the vendor is silent ends soon, as `cancelled`, thrown or told by an `error` event, and
 * lets go of the connection.
 */
export async function abortFaults(stage: Stage, body: Uint8Array): Promise<readonly string[]> {
  const abort = new AbortController();
  const answer = silentAfter(stage, body.subarray(0, Math.ceil(body.length / 2)));
  const host = inMemoryHost({ config: stage.config, secrets: stage.secrets, fetch: answer.fetch });
  const request = { model: "model-under-test", system: [], messages: [firstMessage], tools: [], signal: abort.signal };
  const events = stage.provider.stream(request, host)[Symbol.asyncIterator]();
  const first = await events.next();
  if (first.done === true) return ["there was no event before the abort"];
  abort.abort();
  const ended = await inTime(endOf(events));
  if (ended === "late") return [`${patienceMs} ms after the abort the answer goes on`];
  return ended === "cancelled" ? [] : [`after the abort the answer ended with ${ended}`];
}

async function endOf(events: AsyncIterator<StreamEvent>): Promise<string> {
  try {
    let end = "finish";
    for (let next = await events.next(); next.done !== true; next = await events.next()) {
      if (next.value.type === "error") end = next.value.error.code;
    }
    return end;
  } catch (error) {
    return isAinError(error) ? error.code : `a bug: ${String(error)}`;
  }
}

async function inTime(end: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, patienceMs, "late");
  });
  try {
    return await Promise.race([end, late]);
  } finally {
    clearTimeout(timer);
  }
}

function silentAfter({ headers }: Stage, beginning: Uint8Array): { readonly fetch: HostFetch } {
  const fetch = (url: string, { signal }: FetchOptions = {}): Promise<FetchResponse> =>
    Promise.resolve({
      status: 200,
      ok: true,
      url,
      headers: headers ?? { "content-type": "text/event-stream" },
      body: silent(beginning, signal),
      text: () => Promise.resolve(""),
      json: () => Promise.resolve(undefined),
    });
  return { fetch };
}

async function* silent(beginning: Uint8Array, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  yield beginning;
  await new Promise((_, reject) => {
    const stop = (): void => reject(new AinError("cancelled", "Cancelled."));
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
