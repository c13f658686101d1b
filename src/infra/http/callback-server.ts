import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AinError } from "@ainative-code/sdk";

/** Waits on loopback for a browser to come back from a login. */
export interface CallbackServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/callback` */
  readonly url: string;
  /** The code that the browser brings; only what comes with this state counts. Throws `auth` where the login was refused. */
  code(state: string, signal: AbortSignal): Promise<string>;
  /** The same of an address that somebody has copied out of a browser elsewhere; whether it was one. */
  take(address: string): boolean;
}

const path = "/callback";

/** On this port, or any free one where it is taken or none is named. */
export async function openCallback(port = 0): Promise<CallbackServer> {
  const arrived: URLSearchParams[] = [];
  let heard: (() => void) | undefined;
  const arrive = (given: URLSearchParams): void => {
    arrived.push(given);
    heard?.();
  };
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? "", "http://127.0.0.1");
    if (request.method !== "GET" || url?.pathname !== path) {
      response.writeHead(404).end();
      return;
    }
    arrive(url.searchParams);
    const said = url.searchParams.has("code") ? "You are logged in. This page can be closed." : "The login was refused. This page can be closed.";
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", connection: "close" });
    response.end(`<!doctype html><meta charset="utf-8"><title>AINative Code</title><p>${said}</p>`);
  });
  await listening(server, port).catch(async () => listening(server, 0));
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}${path}`,
    take(address) {
      const given = URL.parse(address.trim())?.searchParams;
      if (given?.has("state") !== true) return false;
      arrive(given);
      return true;
    },
    async code(state, signal) {
      const hear = (resolve: () => void): void => void (heard = resolve);
      for (;;) {
        const given = arrived.shift();
        if (given === undefined) await next(signal, hear);
        else if (given.get("state") === state) return codeOf(given);
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listening(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, "127.0.0.1", () => {
    server.off("error", reject);
    resolve();
  });
  await promise;
}

async function next(signal: AbortSignal, listen: (resolve: () => void) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onAbort = (): void => reject(new AinError("cancelled", "The login was given up.", { cause: signal.reason }));
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  listen(resolve);
  try {
    await promise;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function codeOf(given: URLSearchParams): string {
  const code = given.get("code");
  if (code !== null) return code;
  const why = given.get("error_description") ?? given.get("error") ?? "no reason was given";
  throw new AinError("auth", `The login was refused: ${why.slice(0, 300)}`, { actions: ["Try it again."] });
}
