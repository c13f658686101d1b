import { once } from "node:events";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";

/** A server that takes note of whether anybody has reached it. */
export interface TrialListener extends AsyncDisposable {
  readonly port: number;
  readonly reached: boolean;
}

/** Listens at one address of this machine, on any free port. */
export async function listenAt(host: string): Promise<TrialListener> {
  let reached = false;
  const server = createServer((socket) => {
    reached = true;
    socket.on("error", () => undefined).end();
  }).listen(0, host);
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    get reached() {
      return reached;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

/** Of this machine in its network; another one of loopback where it is in none. */
export function outerAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ internal, family }) => !internal && family === "IPv4")?.address ?? "127.0.0.2";
}
