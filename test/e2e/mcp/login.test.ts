import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { until } from "@ainative-code/test-kit";
import { expect } from "chai";
import { buildOnce } from "../../boot/built-cli.ts";
import { scene } from "../bad-days/scene.ts";
import { configure } from "./everything.ts";

interface Service extends AsyncDisposable {
  readonly url: string;
  /** How often a token was renewed. */
  readonly renewed: () => number;
  /** From now on the tokens that were handed out are not taken any more. */
  expire(): void;
}

/** What it says to those who are logged in. */
const answers: Readonly<Record<string, unknown>> = {
  initialize: { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "guarded", version: "1" } },
  "tools/list": { tools: [{ name: "guarded", inputSchema: { type: "object" } }] },
};

/** A service with one tool behind a login of its own: it registers clients, checks PKCE, and renews tokens once each. */
async function service(): Promise<Service> {
  let [count, renewed, valid] = [0, 0, ""];
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
        return json({ issuer: origin, authorization_endpoint: at("/authorize"), token_endpoint: at("/token"), registration_endpoint: at("/register"), response_types_supported: ["code"], code_challenge_methods_supported: ["S256"], token_endpoint_auth_methods_supported: ["none"] });
      }
      if (pathname === "/register") return json({ ...(JSON.parse(body) as object), client_id: "client-1" }, 201);
      if (pathname === "/authorize") {
        challenge = searchParams.get("code_challenge") ?? "";
        const back = new URL(searchParams.get("redirect_uri") ?? "");
        back.search = new URLSearchParams({ code: "the-code", state: searchParams.get("state") ?? "" }).toString();
        return void response.writeHead(302, { location: back.href }).end();
      }
      if (pathname === "/token") {
        const given = new URLSearchParams(body);
        const isRefresh = given.get("grant_type") === "refresh_token";
        const isProved = createHash("sha256").update(given.get("code_verifier") ?? "").digest("base64url") === challenge;
        if (isRefresh ? given.get("refresh_token") !== `refresh-${count}-of-the-service` : !isProved) return json({ error: "invalid_grant" }, 400);
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
  const base = (): string => {
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  };
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `${base()}/mcp`,
    renewed: () => renewed,
    expire: () => void (valid = ""),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

describe("a login at an MCP server", () => {
  before(buildOnce);

  it("is made in a browser, kept, renewed by itself and forgotten", async () => {
    await using guarded = await service();
    await using s = await scene(() => ({ text: "Done." }));
    configure(s.home, { guarded: { url: guarded.url } });
    const without = await s.run(["mcp", "test"]);
    expect([without.exitCode, without.stdout.includes("ainative-code mcp login guarded")], without.stdout).to.deep.equal([1, true]);

    const login = s.startOpen(["mcp", "login", "guarded", "--no-browser", "--file"]);
    const address = await until(() => /Log in here: (\S+)/.exec(login.stderr())?.[1], "the address to log in at", 10_000);
    const wrong = new URL(new URL(address).searchParams.get("redirect_uri") ?? "");
    wrong.search = "?code=stolen&state=guessed";
    await fetch(wrong);
    await fetch(address);
    const done = await login.exited;
    expect([done.exitCode, done.stdout], done.stderr).to.deep.equal([0, "You are logged in at guarded.\n"]);
    const secrets = join(s.home.data, "secrets");
    const [file = ""] = readdirSync(secrets);
    expect(statSync(join(secrets, file)).mode & 0o777).to.equal(0o600);

    expect((await s.run(["mcp", "test"])).stdout).to.include("guarded works (guarded 1): 1 tool");
    guarded.expire();
    expect([(await s.run(["mcp", "test"])).exitCode, guarded.renewed()]).to.deep.equal([0, 1]);

    expect((await s.run(["mcp", "logout", "guarded"])).stdout).to.include("You are logged out");
    expect((await s.run(["mcp", "test"])).exitCode).to.equal(1);
    expect((await s.run(["mcp", "logout", "guarded"])).stdout).to.include("There was no login");
  });
});
