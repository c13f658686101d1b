import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import { AinError } from "@ainative-code/sdk";
import { abortError } from "./abort-error.ts";
import type { Route } from "./connections.ts";
import { networkError } from "./network-error.ts";
import type { TunnelOptions } from "./proxy-agent.ts";
import { proxyError } from "./proxy-error.ts";

export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal | undefined;
  readonly headTimeoutMs: number;
  /** Told when all of it has been handed to the network. */
  readonly onSent?: (() => void) | undefined;
}

/** A request whose answer's head is here. */
export interface Exchange {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
  /** What went wrong since, told by the request before anybody watched the body. */
  readonly failed: () => Error | undefined;
}

/**
 * Sends one request and waits for the head of its answer. A stall is `network` and may be tried again, whereas `timeout`
 * is kept for limits that a person or a caller set. However it fails, its socket is gone when the promise rejects.
 */
export function sendRequest(route: Route, outgoing: Outgoing): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const { method, url, headers, body, signal, headTimeoutMs } = outgoing;
    const tunnel = route.proxy && new AbortController();
    const options = { ...route.options, method, headers: { ...headers, ...route.headers } };
    const request = route.send(tunnel === undefined ? options : tunnelled(options, tunnel.signal));
    if (outgoing.onSent !== undefined) request.once("finish", outgoing.onSent);
    let settled = false;
    let inTunnel = false;
    let failed: Error | undefined;

    const settle = (): void => {
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const fail = (error: AinError): void => {
      if (settled) return;
      settle();
      request.destroy();
      tunnel?.abort();
      reject(error);
    };
    const onAbort = (): void => {
      if (signal !== undefined) fail(abortError(signal));
    };
    const timer = setTimeout(() => fail(noAnswer(url, headTimeoutMs)), headTimeoutMs);

    signal?.addEventListener("abort", onAbort);
    request.once("socket", () => {
      inTunnel = url.protocol === "https:";
    });
    request.on("error", (error) => {
      failed ??= error;
      fail(route.proxy && !inTunnel ? proxyError(error, route.proxy, url) : networkError(error, url));
    });
    request.once("response", (response) => {
      settle();
      resolve({ request, response, failed: () => failed });
    });
    request.end(body);
  });
}

function tunnelled(options: RequestOptions, tunnelSignal: AbortSignal): RequestOptions & TunnelOptions {
  return { ...options, tunnelSignal };
}

function noAnswer(url: URL, ms: number): AinError {
  return new AinError("network", `${url.host} did not answer within ${seconds(ms)}.`, {
    vendorCode: "ETIMEDOUT",
    actions: ["Try again", "Check the network connection and the base URL"],
  });
}

export function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
