import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AinError } from "@ainative-code/sdk";

/** How a browser has to come back so that its code is the one that was asked for. */
export interface ExpectedReturn {
  /** Only what comes with it counts; all else is passed over. */
  readonly state: string;
  /** Who was asked. A code that says it is of another one is not taken (RFC 9207), for it would be handed to the wrong server. */
  readonly issuer: string | undefined;
  /** It has promised to say so each time. */
  readonly namesIssuer: boolean;
}

/** Waits on loopback for a browser to come back from a login. */
export interface CallbackServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/callback` */
  readonly url: string;
  /** The code that the browser brings. Throws `auth` where the login was refused, and for a code of somebody else. */
  code(expected: ExpectedReturn, signal: AbortSignal): Promise<string>;
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
    // Whether the code is the one that was asked for, and is worth anything, shows only when it is handed in.
    const said = url.searchParams.has("code")
      ? "Back from the login. This page can be closed: the terminal tells how it ended."
      : "The login was refused. This page can be closed.";
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
    async code(expected, signal) {
      const hear = (resolve: () => void): void => void (heard = resolve);
      for (;;) {
        const given = arrived.shift();
        if (given === undefined) await next(signal, hear);
        else if (given.get("state") === expected.state) return codeOf(given, expected);
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

function codeOf(given: URLSearchParams, { issuer, namesIssuer }: ExpectedReturn): string {
  const from = given.get("iss");
  if (issuer !== undefined && (from === null ? namesIssuer : from !== issuer)) {
    throw new AinError(
      "auth",
      `The login came back from ${from === null ? "a server that does not say its name" : from.slice(0, 200)}, and was asked for at ${issuer}.`,
      {
        actions: ["Somebody may have tampered with it. If it happens again, ask who runs the server."],
      },
    );
  }
  const code = given.get("code");
  if (code !== null) return code;
  const why = given.get("error_description") ?? given.get("error") ?? "no reason was given";
  throw new AinError("auth", `The login was refused: ${why.slice(0, 300)}`, { actions: ["Try it again."] });
}
