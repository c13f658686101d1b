import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import { createServer as createRawServer, type AddressInfo, type Socket } from "node:net";

/** A real server on a free port of loopback; `close` ends its connections too. */
export interface LocalServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT` or `https://localhost:PORT`. */
  readonly base: string;
  /** Connections since it began. */
  readonly connections: () => number;
  /** Connections that are open now. */
  readonly open: () => number;
  close(): Promise<void>;
}

interface Listening {
  listen(port: number, host: string, done: () => void): unknown;
  address(): AddressInfo | string | null;
  close(done: () => void): unknown;
  on(event: string, listener: (socket: Socket) => void): unknown;
}

export function serve(listener: RequestListener): Promise<LocalServer> {
  return started(createServer(listener), "connection", (port) => `http://127.0.0.1:${port}`);
}

export function serveSecurely(options: ServerOptions, listener: RequestListener): Promise<LocalServer> {
  return started(createSecureServer(options, listener), "connection", (port) => `https://localhost:${port}`);
}

/** A server below HTTP: it gets the socket, and says what it wants. */
export function serveRaw(onSocket: (socket: Socket) => void): Promise<LocalServer> {
  return started(createRawServer(onSocket), "connection", (port) => `http://127.0.0.1:${port}`);
}

/** For servers that do more than answer requests, as a proxy does. */
export async function started(server: Listening | Server, event: string, base: (port: number) => string): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  let count = 0;
  server.on(event, (socket: Socket) => {
    count++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  };
  return { port, base: base(port), connections: () => count, open: () => sockets.size, close };
}
