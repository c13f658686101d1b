import { AinError, toAinError } from "@ainative-code/sdk";
import type { OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js";
import { calmLog } from "../../core/mcp/calm-log.ts";
import type { McpConnection, RequestLimits } from "../../core/mcp/connection.ts";
import { keptOfSaid, lastWords } from "../../core/mcp/last-words.ts";
import type { LoginStore } from "../../core/mcp/saved-login.ts";
import type { HttpServer, McpServer, StdioServer } from "../../core/mcp/server.ts";
import { clientLogin, httpTransport, wantsLogin } from "./http-transport.ts";
import { OAuthLogin } from "./oauth-login.ts";
import { openClient } from "./open-client.ts";
import type { ClientSetup } from "./open-client.ts";
import { serverEnvironment } from "./server-environment.ts";
import { StdioTransport } from "./stdio-transport.ts";
import type { StdioProgram } from "./stdio-transport.ts";
import type { FetchFrom } from "./web-fetch.ts";

export interface ConnectContext extends ClientSetup {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetchFrom: FetchFrom;
  /** Where the login at a server is kept. */
  readonly loginStore: (server: HttpServer) => Promise<LoginStore>;
  readonly hideSecret: (secret: string) => void;
  /** The program to start in place of a server's own; without it, that one. */
  readonly fenced?: (server: StdioServer, program: StdioProgram) => Promise<FencedProgram>;
}

export interface FencedProgram extends StdioProgram {
  readonly isFenced: boolean;
}

/** Starts or reaches a server whose references are resolved. Throws as `McpConnection` does; then nothing of it is left. */
export async function connectServer(server: McpServer, context: ConnectContext, limits: RequestLimits): Promise<McpConnection> {
  if (server.kind === "http") return connectHttp(server, await keptLogin(server, context), context, limits);
  const cwd = server.cwd ?? context.cwd;
  const own = { command: server.command, args: server.args, env: serverEnvironment(context.env, server.env), cwd };
  const program = (await context.fenced?.(server, own)) ?? { ...own, isFenced: false };
  let said = "";
  const onLog = calmLog(context.events.onLog, () => performance.now());
  const onSaid = (text: string): void => {
    said = (said + text).slice(-keptOfSaid);
    onLog("debug", text);
  };
  try {
    return await openClient(new StdioTransport(program, { onSaid }), context, limits);
  } catch (thrown) {
    throw withLastWords(toAinError(thrown), said, program.isFenced);
  }
}

/** A program that ends at once says why on its way out. */
function withLastWords(error: AinError, said: string, isFenced: boolean): AinError {
  const words = lastWords(said);
  if (!["network", "timeout"].includes(error.code)) return error;
  const actions = isFenced ? [...error.actions, fenceHint] : error.actions;
  return new AinError(error.code, words === "" ? error.message : `${error.message} It said: ${words}`, { actions, cause: error });
}

const fenceHint =
  "It runs in the sandbox; if it needs more of this machine, give it `writable` folders, or `sandbox: false` in your settings of the server.";

/** By streamable HTTP; a server that does not know that is spoken to in the older way. */
export async function connectHttp(
  server: HttpServer,
  login: OAuthClientProvider | undefined,
  context: ConnectContext,
  limits: RequestLimits,
): Promise<McpConnection> {
  const stream = Promise.withResolvers<void>();
  try {
    const connection = await openClient(httpTransport(server, context.fetchFrom, login, stream.resolve), context, limits);
    if (!server.sse) await soon(stream.promise);
    return connection;
  } catch (thrown) {
    const { status } = toAinError(thrown);
    if (server.sse || status === undefined || ![400, 404, 405, 406, 415].includes(status)) throw thrown;
    const older = httpTransport({ ...server, sse: true }, context.fetchFrom, login);
    return openClient(older, context, limits).catch(() => Promise.reject(toAinError(thrown)));
  }
}

/**
 * The stream over which the server asks of its own accord is there, or is not offered: what it asks before would be lost.
 * Servers that do not answer until they have something to say are not waited for.
 */
async function soon(stream: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([stream, new Promise((resolve) => (timer = setTimeout(resolve, streamMs)))]);
  clearTimeout(timer);
}

/** Milliseconds. */
const streamMs = 500;

/** What is kept of a login, used and renewed without anybody being asked. */
export async function keptLogin(
  server: HttpServer,
  { loginStore, hideSecret, fetchFrom }: ConnectContext,
): Promise<OAuthClientProvider | undefined> {
  if (!wantsLogin(server)) return undefined;
  return (
    clientLogin(server, { fetchFrom, hideSecret }) ??
    new OAuthLogin({ settings: server.oauth, store: await loginStore(server), hideSecret })
  );
}
