import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";

export interface GuardedService extends AsyncDisposable {
  readonly url: string;
  /** How often a token was renewed. */
  readonly renewed: () => number;
  /** From now on the tokens that were handed out are not taken any more. */
  expire(): void;
  /** And nothing is renewed any more. */
  revoke(): void;
  /** Requests to the endpoint that hands out tokens. */
  readonly tokensAsked: () => number;
}

export interface GuardedOptions {
  /** What it says besides of how it logs in. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** What it sends the browser back with, besides code and state. */
  readonly returned?: Readonly<Record<string, string>>;
  /** It takes no address to come back to but this one. */
  readonly onlyRedirect?: string;
}

/** What it says to those who are logged in. */
const answers: Readonly<Record<string, unknown>> = {
  initialize: { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "guarded", version: "1" } },
  "tools/list": { tools: [{ name: "guarded", inputSchema: { type: "object" } }] },
};

/** A service with one tool behind a login of its own: it registers clients, checks PKCE, and renews tokens once each. */
export async function guardedService({ metadata = {}, returned = {}, onlyRedirect }: GuardedOptions = {}): Promise<GuardedService> {
  let [count, renewed, valid, asked, isRevoked] = [0, 0, "", 0, false];
  let challenge = "";
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { origin, pathname, searchParams } = new URL(request.url ?? "", base());
      const json = (value: unknown, status = 200): void => void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
      const token = (): void => {
        count += 1;
        valid = `access-${count}-of-the-service`;
        json({ access_token: valid, token_type: "Bearer", expires_in: 3600, refresh_token: `refresh-${count}-of-the-service` });
      };
      if (pathname === "/.well-known/oauth-protected-resource/mcp") return json({ resource: `${origin}/mcp`, authorization_servers: [origin] });
      if (pathname === "/.well-known/oauth-authorization-server") {
        const at = (path: string): string => `${origin}${path}`;
        return json({ issuer: origin, authorization_endpoint: at("/authorize"), token_endpoint: at("/token"), registration_endpoint: at("/register"), response_types_supported: ["code"], code_challenge_methods_supported: ["S256"], token_endpoint_auth_methods_supported: ["none"], ...metadata });
      }
      if (pathname === "/register") return json({ ...(JSON.parse(body) as object), client_id: "client-1" }, 201);
      if (pathname === "/authorize") {
        challenge = searchParams.get("code_challenge") ?? "";
        if (onlyRedirect !== undefined && searchParams.get("redirect_uri") !== onlyRedirect) return void response.writeHead(400).end("redirect_uri is not registered");
        const back = new URL(searchParams.get("redirect_uri") ?? "");
        back.search = new URLSearchParams({ code: "the-code", state: searchParams.get("state") ?? "", ...returned }).toString();
        return void response.writeHead(302, { location: back.href }).end();
      }
      if (pathname === "/token") {
        asked += 1;
        const given = new URLSearchParams(body);
        const isRefresh = given.get("grant_type") === "refresh_token";
        const isProved = createHash("sha256").update(given.get("code_verifier") ?? "").digest("base64url") === challenge;
        if (isRefresh ? isRevoked || given.get("refresh_token") !== `refresh-${count}-of-the-service` : !isProved) return json({ error: "invalid_grant" }, 400);
        renewed += isRefresh ? 1 : 0;
        return token();
      }
      if (request.headers.authorization !== `Bearer ${valid}` || valid === "") {
        return void response.writeHead(401, { "www-authenticate": `Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"` }).end();
      }
      if (request.method !== "POST") return void response.writeHead(405).end();
      const { id, method } = JSON.parse(body) as { readonly id?: number; readonly method: string };
      if (id === undefined) return void response.writeHead(202).end();
      return json({ jsonrpc: "2.0", id, result: answers[method] ?? {} });
    });
  });
  const base = (): string => addressOf(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `${base()}/mcp`,
    renewed: () => renewed,
    expire: () => void (valid = ""),
    revoke: () => void ([valid, isRevoked] = ["", true]),
    tokensAsked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}
