import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { AinError } from "@ainative-code/sdk";
import { abortError } from "./abort-error.ts";
import { seconds, type Exchange } from "./await-head.ts";
import { decodeBody } from "./decode-body.ts";
import { networkError } from "./network-error.ts";
import { ResponseBody } from "./response-body.ts";

export interface BodyOptions {
  readonly url: URL;
  readonly signal: AbortSignal | undefined;
  readonly idleTimeoutMs: number;
}

/**
 * The body of an answer, watched until its end: an abort, a silence of `idleTimeoutMs` or a lost connection end it with an
 * error, and then the socket is destroyed. After a proper end the connection goes back to its agent.
 */
export function openBody(
  { request, response, source: sent, failed }: Exchange,
  { url, signal, idleTimeoutMs }: BodyOptions,
): ResponseBody {
  const socket = socketOf(response);
  const source: Readable = decodeBody(response, sent, url.host);
  const body = new ResponseBody(source, socket);

  const fail = (error: AinError, now = false): void => {
    stopWatching();
    body.fail(error, now);
    source.destroy();
    response.destroy();
    request.destroy();
  };
  const onAbort = (): void => {
    if (signal !== undefined) fail(abortError(signal), true);
  };
  const onSilence = (): void => {
    if (body.paused) socket?.setTimeout(idleTimeoutMs);
    else fail(silent(url, idleTimeoutMs));
  };
  const onError = (error: Error): void => fail(networkError(failed() ?? error, url, true));
  const stopWatching = (): void => {
    signal?.removeEventListener("abort", onAbort);
    socket?.removeListener("timeout", onSilence);
  };

  signal?.addEventListener("abort", onAbort);
  socket?.setTimeout(idleTimeoutMs);
  socket?.on("timeout", onSilence);
  request.on("error", onError);
  response.on("error", onError);
  if (source !== response) source.on("error", onError);
  response.once("end", stopWatching);
  source.once("close", () => {
    if (!body.ended) onError(Object.assign(new Error("closed"), { code: "ECONNRESET" }));
    stopWatching();
  });
  return body;
}

/** An answer without a body may be over before it is looked at: its connection is the agent's again then, and none of ours. */
function socketOf(response: IncomingMessage): Socket | undefined {
  const socket: unknown = response.socket;
  return socket instanceof Socket ? socket : undefined;
}

function silent(url: URL, ms: number): AinError {
  return new AinError("network", `${url.host} stopped in the middle of its answer: nothing came for ${seconds(ms)}.`, {
    vendorCode: "ETIMEDOUT",
    actions: ["Try again"],
  });
}
