import { isAinError } from "@ainative-code/sdk";
import { isRecord } from "../../../../src/core/config/is-record.ts";
import type { McpConnection } from "../../../../src/core/mcp/connection.ts";
import { readServers } from "../../../../src/core/mcp/read-servers.ts";
import type { SavedLogin } from "../../../../src/core/mcp/saved-login.ts";
import { connectServer } from "../../../../src/infra/mcp/connect-server.ts";
import { logIn, type LoginContext } from "../../../../src/infra/mcp/log-in.ts";
import { loopbackFetch } from "../../../infra/mcp/loopback-fetch.ts";

/**
 * What the official suite drives: our connection, our login, and a person whose browser agrees to everything. The suite
 * appends the server's URL and says in the environment what it has registered for this client.
 */
const url = process.argv.at(-1) ?? "";
const scenario = process.env["MCP_CONFORMANCE_SCENARIO"] ?? "";
const given: unknown = JSON.parse(process.env["MCP_CONFORMANCE_CONTEXT"] ?? "{}");
const { signal } = new AbortController();
const limits = { signal, timeoutMs: 10_000 };
const fetchUrl = loopbackFetch();
let login: SavedLogin = {};

const context: LoginContext = {
  server: "suite",
  version: "0.0.0",
  cwd: "/",
  env: {},
  hideSecret: () => undefined,
  fetchFrom: () => Promise.resolve(fetchUrl),
  questions: {
    elicit: () => Promise.resolve({ action: "accept", content: {} }),
    sample: () => Promise.resolve({ model: "m", text: "sampled", stopReason: "endTurn" }),
  },
  events: { onLost: () => undefined, onChanged: () => undefined, onLog: (level, message) => void process.stderr.write(`${level} ${message}\n`) },
  loginStore: () =>
    Promise.resolve({
      read: () => Promise.resolve(login),
      write: (now) => Promise.resolve(void (login = now)),
      remove: () => Promise.resolve(false),
    }),
  open: (address) => void browse(address).catch((error: unknown) => void process.stderr.write(`browser: ${String(error)}\n`)),
};

async function browse(address: URL): Promise<void> {
  const agreed = await fetch(address, { redirect: "manual" });
  await fetch(agreed.headers.get("location") ?? "");
}

async function serverOf(): Promise<unknown> {
  if (!isRecord(given)) return { url };
  const oauth = { clientId: given["client_id"], clientSecret: given["client_secret"] };
  if (scenario === "auth/basic-cimd") return { url, oauth: { clientMetadataUrl: "https://conformance-test.local/client-metadata.json" } };
  if (scenario.startsWith("auth/cross-app-access")) {
    const idp = { idpTokenEndpoint: given["idp_token_endpoint"], idpClientId: given["idp_client_id"], identityToken: given["idp_id_token"] };
    return { url, oauth: { ...oauth, ...idp, grant: "cross_app_access", issuer: await issuerOf() } };
  }
  if (!scenario.startsWith("auth/client-credentials")) return { url, oauth };
  const key = { privateKey: given["private_key_pem"], algorithm: given["signing_algorithm"] };
  return { url, oauth: { ...oauth, ...key, grant: "client_credentials", issuer: await issuerOf() } };
}

/** What a user would have been told together with the client's id. */
async function issuerOf(): Promise<unknown> {
  const found: unknown = await (await fetch(new URL(`/.well-known/oauth-protected-resource${new URL(url).pathname}`, url))).json();
  return isRecord(found) && Array.isArray(found["authorization_servers"]) ? found["authorization_servers"][0] : undefined;
}

const { servers, problems } = readServers({ suite: await serverOf() }, "user");
const [server] = servers;
if (server?.kind !== "http") throw new Error(problems.join("\n"));

const connect = async (): Promise<McpConnection> =>
  server.oauth.grant === undefined ? logIn(server, context, limits) : connectServer(server, context, limits);

/** A server that wants to see more rights is logged in at again, a few times. */
async function persistently<T>(work: (connection: McpConnection) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(connection);
    } catch (thrown) {
      if (!isAinError(thrown) || thrown.code !== "auth" || attempt === 3) throw thrown;
      await connection.close();
      connection = await connect();
    }
  }
}

let connection = await connect();
const tools = await persistently(async (open) => open.listTools(limits));
for (const tool of tools) {
  const name = isRecord(tool) && typeof tool["name"] === "string" ? tool["name"] : "";
  await persistently(async (open) => open.callTool(name, name === "add_numbers" ? { a: 5, b: 3 } : {}, limits));
}
await connection.close();
