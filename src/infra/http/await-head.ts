import type { ClientRequest, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { AinError } from "@ainative-code/sdk";
import { abortError } from "./abort-error.ts";
import type { Route } from "./connections.ts";

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
  /** Where the bytes of the body come from, in the coding they were sent in. */
  readonly source: Readable;
  /** What went wrong since, told by the request before anybody watched the body. */
  readonly failed: () => Error | undefined;
}

/**
 * Sends one request and waits for the head of its answer. A stall is `network` and may be tried again, whereas `timeout`
 * is kept for limits that a person or a caller set. However it fails, its socket is gone when the promise rejects.
 */
export type Send = (route: Route, outgoing: Outgoing) => Promise<Exchange>;

/** The hands of whoever sends: one of the two ends the wait, and the first call counts. */
export interface Waiting {
  readonly received: (exchange: Exchange) => void;
  readonly fail: (error: AinError) => void;
}

/** Waits for the head of an answer. `begin` sends, and returns what takes the request back when it is given up. */
export function awaitHead({ url, signal, headTimeoutMs }: Outgoing, begin: (waiting: Waiting) => () => void): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = (): boolean => {
      if (settled) return false;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      return true;
    };
    const fail = (error: AinError): void => {
      if (!settle()) return;
      takeBack();
      reject(error);
    };
    const onAbort = (): void => {
      if (signal !== undefined) fail(abortError(signal));
    };
    const timer = setTimeout(() => fail(noAnswer(url, headTimeoutMs)), headTimeoutMs);
    signal?.addEventListener("abort", onAbort);
    const takeBack = begin({
      fail,
      received: (exchange) => {
        if (settle()) resolve(exchange);
      },
    });
  });
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
