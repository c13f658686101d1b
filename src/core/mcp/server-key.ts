import { createHash } from "node:crypto";
import type { McpServer } from "./server.ts";

/** Changes when what is kept of a server has another form. */
const form = 1;

/** Tells servers apart by what they are started or reached with, and by nothing secret: references count as they are written. */
export function serverKey(server: McpServer): string {
  const { origin: _origin, timeoutMs: _timeout, ...rest } = server;
  return createHash("sha256").update(JSON.stringify([form, rest])).digest("hex").slice(0, 32);
}
