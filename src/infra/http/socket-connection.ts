import { once } from "node:events";
import type { Socket } from "node:net";
import type { HostConnection } from "@ainative-code/sdk";
import { networkError } from "./network-error.ts";

/** A connected socket as plugins have it. An error of it is told by the next `read` or `write`. */
export function socketConnection(socket: Socket, encrypted: boolean): HostConnection {
  const url = new URL(
    `tcp://${socket.remoteFamily === "IPv6" ? `[${socket.remoteAddress ?? "::"}]` : (socket.remoteAddress ?? "server")}:${socket.remotePort ?? 0}`,
  );
  let failure: Error | undefined;
  socket.on("error", (error) => {
    failure ??= error;
  });
  const chunks: AsyncIterator<Uint8Array, undefined> = socket.iterator({ destroyOnReturn: false });
  return {
    encrypted,
    async read() {
      try {
        return (await chunks.next()).value;
      } catch (thrown) {
        throw networkError(failure ?? thrown, url, true);
      }
    },
    async write(bytes) {
      if (failure !== undefined) throw networkError(failure, url, true);
      if (socket.destroyed || socket.write(bytes)) return;
      await Promise.race([once(socket, "drain"), once(socket, "close")]);
    },
    close() {
      socket.end();
      // A server that keeps its side open is not waited for.
      socket.setTimeout(1000, () => socket.destroy());
      socket.unref();
    },
  };
}
