import { createServer, type Server } from "node:net";

export interface StrangeServer {
  readonly port: number;
  readonly connected: Promise<void>;
  close(): Promise<void>;
}

/** A server that says this to whoever connects, and closes; `undefined`: it never says a word. */
export async function listening(answer: string | undefined): Promise<StrangeServer> {
  const { promise: connected, resolve } = Promise.withResolvers<void>();
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.resume();
    if (answer !== undefined) socket.end(answer);
    resolve();
  });
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    connected,
    close: async () => new Promise((closed) => void server.close(() => closed())),
  };
}
