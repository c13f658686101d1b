import type { McpConnection, RequestLimits, ServerEvents, ServerQuestions } from "../../core/mcp/connection.ts";
import type { LoginStore } from "../../core/mcp/saved-login.ts";
import type { HttpServer, McpServer } from "../../core/mcp/server.ts";
import { connectServer } from "../../infra/mcp/connect-server.ts";
import type { ConnectContext } from "../../infra/mcp/connect-server.ts";
import type { Services } from "../services.ts";
import { fencedServer } from "./fenced-server.ts";
import { loginStore } from "./login-place.ts";
import { resolveServer } from "./resolve-server.ts";

interface Listeners {
  readonly questions: ServerQuestions;
  readonly events: ServerEvents;
}

/** Starts or reaches a server as its settings say. Throws as `McpConnection` does, and `not-configured` for what it refers to. */
export async function openServer(
  services: Services,
  server: McpServer,
  listeners: Listeners,
  limits: RequestLimits,
): Promise<McpConnection> {
  const resolved = await resolveServer(server, services);
  // By the settings as they are written: where a reference leads is nobody's name.
  const store = async (one: HttpServer): Promise<LoginStore> => loginStore(services, server.kind === "http" ? server : one);
  return connectServer(resolved, connectContext(services, server.name, listeners, store), limits);
}

export function connectContext(
  services: Services,
  name: string,
  { questions, events }: Listeners,
  store: (server: HttpServer) => Promise<LoginStore>,
): ConnectContext {
  const { env, cwd } = services.environment;
  return {
    server: name,
    version: services.version,
    cwd,
    env,
    questions,
    events,
    fetchFrom: async (url) => services.fetchFrom(url),
    loginStore: store,
    hideSecret: services.hideSecret,
    fenced: async (server, program) => fencedServer(services, server, program),
  };
}
