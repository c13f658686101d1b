import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type HttpRequest = IncomingMessage;
export type HttpResponse = ServerResponse;

/** A server that others connect to; it connects to nobody. */
export interface ListeningServer {
  /** The one that was asked for, or the one that was free. */
  readonly port: number;
  /** Takes nobody new; resolves when all connections are gone, which `drop` sees to. */
  readonly close: () => { readonly closed: Promise<unknown>; readonly drop: () => void };
}

/** Port 0 for any that is free. Throws what Node throws where the address can't be had. */
export async function listenOn(
  { host, port }: { readonly host: string; readonly port: number },
  answer: (request: HttpRequest, response: HttpResponse) => void,
): Promise<ListeningServer> {
  const server = createServer(answer);
  await once(server.listen(port, host), "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close() {
      const closed = once(server, "close");
      server.close();
      return { closed, drop: () => server.closeAllConnections() };
    },
  };
}
