import type { OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js";
import { ClientCredentialsProvider, PrivateKeyJwtProvider } from "@modelcontextprotocol/sdk/client/auth-extensions.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { AinError } from "@ainative-code/sdk";
import type { HttpServer } from "../../core/mcp/server.ts";
import { CrossAppLogin } from "./cross-app-login.ts";
import { sseTransport, type ServiceTransport } from "./sse-transport.ts";
import { webFetch } from "./web-fetch.ts";
import type { FetchFrom } from "./web-fetch.ts";

export type HttpTransport = StreamableHTTPClientTransport | ServiceTransport;

/** A lost stream is taken up again: after 0.5 s, 1 s, 2 s … up to 30 s. */
const reconnectionOptions = {
  initialReconnectionDelay: 500,
  maxReconnectionDelay: 30_000,
  reconnectionDelayGrowFactor: 2,
  maxRetries: 8,
};

/** A transport to a service whose references are resolved; nothing is sent yet. */
export function httpTransport(
  server: HttpServer,
  fetchFrom: FetchFrom,
  login: OAuthClientProvider | undefined,
  onStream?: () => void,
): HttpTransport {
  const url = new URL(server.url);
  // Else the rest of it would be asked for again and again, and whoever waits for the answer told nothing.
  const onFlood = (error: Error): void => {
    transport.onerror?.(error);
    void transport.close();
  };
  const options = {
    fetch: webFetch(fetchFrom, server, { onStream, onFlood }),
    ...(login === undefined ? {} : { authProvider: login }),
  };
  const transport: HttpTransport = server.sse
    ? sseTransport(url, options)
    : new StreamableHTTPClientTransport(url, { ...options, reconnectionOptions });
  return transport;
}

/** Whether a login can be asked for at all: one who brings a key along is not sent to log in. */
export function wantsLogin({ headers }: HttpServer): boolean {
  return !Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
}

interface LoginSurroundings {
  readonly fetchFrom: FetchFrom;
  readonly hideSecret: (secret: string) => void;
}

/** A login that no person takes part in; `undefined` where the settings say nothing of that. */
export function clientLogin(server: HttpServer, surroundings: LoginSurroundings): OAuthClientProvider | undefined {
  if (server.oauth.grant === "client_credentials") return ownLogin(server);
  return server.oauth.grant === "cross_app_access" ? crossAppLogin(server, surroundings) : undefined;
}

function ownLogin({ name, oauth }: HttpServer): OAuthClientProvider {
  const { clientId, clientSecret, privateKey, algorithm = "RS256", scope, issuer } = oauth;
  if (clientId === undefined || issuer === undefined || (clientSecret === undefined && privateKey === undefined)) {
    throw incomplete(name, "client_credentials need oauth.clientId, oauth.issuer, and oauth.clientSecret or oauth.privateKey");
  }
  const common = { clientId, clientName: "AINative Code", expectedIssuer: issuer, ...(scope === undefined ? {} : { scope }) };
  if (privateKey !== undefined) return new PrivateKeyJwtProvider({ ...common, privateKey, algorithm });
  return new ClientCredentialsProvider({ ...common, clientSecret: clientSecret ?? "" });
}

function crossAppLogin(server: HttpServer, { fetchFrom, hideSecret }: LoginSurroundings): OAuthClientProvider {
  const { clientId, clientSecret, issuer, idpTokenEndpoint, idpClientId, identityToken, scope } = server.oauth;
  if (
    clientId === undefined ||
    clientSecret === undefined ||
    issuer === undefined ||
    idpTokenEndpoint === undefined ||
    idpClientId === undefined ||
    identityToken === undefined
  ) {
    throw incomplete(
      server.name,
      "cross_app_access needs oauth.clientId, clientSecret, issuer, idpTokenEndpoint, idpClientId and identityToken",
    );
  }
  const settings = { clientId, clientSecret, issuer, idpTokenEndpoint, idpClientId, identityToken, scope };
  return new CrossAppLogin({ ...settings, hideSecret, resource: server.url, fetch: webFetch(fetchFrom, server) });
}

function incomplete(name: string, needs: string): AinError {
  return new AinError("not-configured", `The login of the MCP server ${name} is not set up.`, { actions: [needs] });
}
