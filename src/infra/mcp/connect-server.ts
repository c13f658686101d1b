import { AinError } from "@ainative-code/sdk";
import type { McpConnection, RequestLimits } from "../../core/mcp/connection.ts";
import type { HttpServer, StdioServer } from "../../core/mcp/server.ts";
import { openClient } from "./open-client.ts";
import type { ClientSetup } from "./open-client.ts";
import { serverEnvironment } from "./server-environment.ts";
import { StdioTransport } from "./stdio-transport.ts";

/** A server whose references are resolved. */
export type ReadyServer = StdioServer | HttpServer;

export interface ConnectContext extends ClientSetup {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Starts or reaches a server. Throws as `McpConnection` does; then nothing of it is left. */
export async function connectServer(server: ReadyServer, context: ConnectContext, limits: RequestLimits): Promise<McpConnection> {
  if (server.kind === "http") throw new AinError("unsupported", "no http yet");
  const cwd = server.cwd ?? context.cwd;
  const program = { command: server.command, args: server.args, env: serverEnvironment(context.env, server.env), cwd };
  const transport = new StdioTransport(program, { onSaid: (text) => context.events.onLog("debug", text) });
  return openClient(transport, context, limits);
}
