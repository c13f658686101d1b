import { auth } from "@modelcontextprotocol/sdk/client/auth.js";
import { isAinError } from "@ainative-code/sdk";
import type { McpConnection, RequestLimits } from "../../core/mcp/connection.ts";
import type { LoginStore } from "../../core/mcp/saved-login.ts";
import type { HttpServer } from "../../core/mcp/server.ts";
import { openCallback } from "../http/callback-server.ts";
import type { CallbackServer } from "../http/callback-server.ts";
import { connectHttp, keptLogin } from "./connect-server.ts";
import type { ConnectContext } from "./connect-server.ts";
import { httpTransport, type HttpTransport } from "./http-transport.ts";
import { OAuthLogin } from "./oauth-login.ts";
import { openClient } from "./open-client.ts";
import { requestError } from "./request-error.ts";
import { webFetch } from "./web-fetch.ts";

export interface LoginContext extends ConnectContext {
  /** Sends the person to the address; `take` is given an address that the browser came back to, where that was copied. */
  readonly open: (url: URL, take: CallbackServer["take"]) => void;
}

/**
 * Logs a person in at a server, and gives the connection that proves it. A server that wants no login is just connected
 * to. Throws as `McpConnection` does, and `auth` where the login is refused.
 */
export async function logIn(server: HttpServer, context: LoginContext, limits: RequestLimits): Promise<McpConnection> {
  const store = await context.loginStore(server);
  const { redirectUrl } = await store.read();
  await using callback = await openCallback(server.oauth.callbackPort ?? portOf(redirectUrl));
  const login = new OAuthLogin({
    store,
    settings: server.oauth,
    interaction: { redirectUrl: callback.url, open: (url) => context.open(url, (address) => callback.take(address)) },
    hideSecret: (secret) => context.hideSecret(secret),
  });
  const transport = httpTransport(server, context.fetchFrom, login);
  const open = await withoutLogin(transport, context, limits);
  if (open !== undefined && !(await hadLogin(store))) return open;
  await open?.close();
  const fetchFn = webFetch(context.fetchFrom, server);
  try {
    if (open !== undefined) await auth(login, { serverUrl: server.url, fetchFn });
    const code = await callback.code(login.expected, limits.signal);
    // On the same transport: it knows what the server has said about its logins.
    if (open === undefined) await transport.finishAuth(code);
    else await auth(login, { serverUrl: server.url, authorizationCode: code, fetchFn });
  } catch (thrown) {
    throw requestError(thrown, server.name, limits.signal);
  }
  const kept = await keptLogin(server, context);
  return await connectHttp(server, kept, context, limits);
}

/** The connection where the server shows what it has to anybody; `undefined` where it wants a login, which has begun then. */
async function withoutLogin(
  transport: HttpTransport,
  context: LoginContext,
  limits: RequestLimits,
): Promise<McpConnection | undefined> {
  let connection: McpConnection | undefined;
  try {
    connection = await openClient(transport, context, limits);
    if (connection.offers.tools) await connection.listTools(limits);
    return connection;
  } catch (thrown) {
    if (isAinError(thrown) && thrown.code === "auth") return undefined;
    await connection?.close();
    throw thrown;
  }
}

async function hadLogin(store: LoginStore): Promise<boolean> {
  const { tokens, wantedScope } = await store.read();
  return tokens !== undefined || wantedScope !== undefined;
}

function portOf(redirectUrl: string | undefined): number | undefined {
  const port = redirectUrl === undefined ? "" : (URL.parse(redirectUrl)?.port ?? "");
  return port === "" ? undefined : Number(port);
}
