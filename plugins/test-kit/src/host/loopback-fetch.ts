import { request as httpRequest, type IncomingMessage } from "node:http";
import { json, text } from "node:stream/consumers";
import { AinError, toAinError, type FetchOptions, type FetchResponse, type HostFetch } from "@ainative-code/sdk";

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** One real attempt over plain http; `forbidden` to anything but loopback. Follows no redirect. */
export const loopbackFetch: HostFetch = async (url, options = {}) => {
  const target = new URL(url);
  if (target.protocol !== "http:" || !loopback.has(target.hostname)) {
    throw new AinError("forbidden", `A test reaches loopback only, not ${target.origin}.`);
  }
  return fetchResponse(url, await head(target, options), options.signal);
};

/** Milliseconds, as the contract's defaults. */
const defaults = { head: 60_000, idle: 120_000 };

function head(target: URL, options: FetchOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, signal, headTimeoutMs = defaults.head, idleTimeoutMs = defaults.idle } = options;
    const outgoing = httpRequest(target, { method, headers, ...(signal === undefined ? {} : { signal }) });
    outgoing.setTimeout(headTimeoutMs, () => outgoing.destroy(late("the head of the answer", headTimeoutMs)));
    outgoing.once("error", (error) => reject(toAinError(error)));
    outgoing.once("response", (incoming) => {
      incoming.setTimeout(idleTimeoutMs, () => incoming.destroy(late("a byte", idleTimeoutMs)));
      resolve(incoming);
    });
    outgoing.end(options.body);
  });
}

function late(what: string, afterMs: number): AinError {
  return new AinError("timeout", `Waited ${afterMs} ms in vain for ${what}.`);
}

function fetchResponse(url: string, incoming: IncomingMessage, signal: AbortSignal | undefined): FetchResponse {
  const status = incoming.statusCode ?? 0;
  const body = bytes(incoming, signal);
  return {
    status,
    ok: status >= 200 && status < 300,
    url,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(", ")])),
    body,
    text: () => text(body),
    json: () => json(body),
  };
}

/** An abort breaks the connection, and is told as what it is. */
async function* bytes(incoming: IncomingMessage, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of incoming) if (chunk instanceof Uint8Array) yield chunk;
  } catch (error) {
    throw signal?.aborted === true ? new AinError("cancelled", "Cancelled.", { cause: error }) : toAinError(error);
  }
}
