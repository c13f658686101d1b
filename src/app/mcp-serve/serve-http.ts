import { isLoopback } from "../../core/plugins/url-host.ts";
import { sandboxOf } from "../sandbox.ts";
import type { Services } from "../services.ts";
import { openServing, type ServeOptions } from "./open-serving.ts";
import { serveToken, type GivenToken } from "./serve-token.ts";

export interface HttpServeOptions extends ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly token: GivenToken;
  /** Tells the one who has started it. */
  readonly tell: (text: string) => void;
}

/** Serves whoever has the token, until `signal` aborts. */
export async function serveOverHttp(services: Services, options: HttpServeOptions, signal: AbortSignal): Promise<void> {
  const { host, port, tell } = options;
  const { serveHttp } = await import("../../infra/mcp/serve/serve-http.ts");
  const { token, isNew } = await serveToken(services, options.token);
  const hidden = options.token.variable === undefined ? [] : [options.token.variable];
  try {
    const serving = await openServing(services, { ...options, hiddenVariables: hidden });
    const { log } = services.hostFor("mcp");
    if (!isLoopback(host)) tell(openWarning(host));
    const onListening = (url: string): void =>
      tell(`Serving MCP at ${url}${isNew ? `\nClients have to send: Authorization: Bearer ${token}` : ""}`);
    await serveHttp(serving, { host, port, token, onListening, onError: ({ message }) => log.debug(message) }, signal);
  } finally {
    await sandboxOf(services).close();
  }
}

function openWarning(host: string): string {
  return [
    `WARNING: ${host} can be reached from other machines. Whoever has the token can use your files and run commands here,`,
    "and over plain HTTP the token can be read on its way. Put a proxy with TLS in front, or leave out --host.",
  ].join("\n");
}
