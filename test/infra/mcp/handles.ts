import { isAinError } from "@ainative-code/sdk";
import type { McpConnection, ServerEvents } from "../../../src/core/mcp/connection.ts";
import { readServers } from "../../../src/core/mcp/read-servers.ts";
import { toolOutputOf } from "../../../src/core/mcp/result-parts.ts";
import type { ServerFacts } from "../../../src/core/mcp/server-facts.ts";
import { ServerHandle } from "../../../src/core/mcp/server-handle.ts";
import { connectServer } from "../../../src/infra/mcp/connect-server.ts";
import { noLoginStore } from "../../../src/infra/mcp/login-stores.ts";
import { checkSchema } from "../../../src/infra/schema/check-schema.ts";
import { loopbackFetch } from "./loopback-fetch.ts";

export interface HandleOptions {
  readonly now?: () => number;
  readonly onLog?: ServerEvents["onLog"];
}

/** Handles of real connections, which are closed after each test. */
export function handles(): (settings: unknown, options?: HandleOptions) => ServerHandle {
  const open: ServerHandle[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map(async (handle) => handle.close()));
  });
  return (settings, { now = () => 0, onLog = () => undefined } = {}) => {
    const [server] = readServers({ it: settings }, "user").servers;
    if (server === undefined) throw new Error("no server");
    let known: ServerFacts | undefined;
    const fetchUrl = loopbackFetch();
    const handle = new ServerHandle(server, {
      check: checkSchema,
      clock: { now },
      onLog,
      known: { get: () => known, set: (facts) => void (known = facts) },
      connect: async (_, events, limits): Promise<McpConnection> =>
        connectServer(server, {
          events,
          server: "it",
          version: "0",
          cwd: "/",
          env: process.env,
          hideSecret: () => undefined,
          fetchFrom: () => Promise.resolve(fetchUrl),
          loginStore: () => Promise.resolve(noLoginStore),
          questions: { elicit: () => Promise.resolve({ action: "decline" }), sample: () => Promise.reject(new Error("no")) },
        }, limits),
    });
    open.push(handle);
    return handle;
  };
}

export async function call(handle: ServerHandle, name: string, input: Record<string, unknown> = {}, more: { readonly signal?: AbortSignal; readonly onProgress?: (text: string) => void } = {}): Promise<string> {
  const { signal = new AbortController().signal, ...rest } = more;
  const result = await handle.use(async (connection, limits) => connection.callTool(name, input, { ...limits, ...rest, signal }), signal);
  return JSON.stringify(toolOutputOf(result).content);
}

/** `done`, or the code of what it failed with. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => "done", (error: unknown) => (isAinError(error) ? error.code : String(error)));
}
