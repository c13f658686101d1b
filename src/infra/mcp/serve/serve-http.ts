import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { AinError, toAinError } from "@ainative-code/sdk";
import { unlawful } from "../../../core/mcp/serve/lawful-request.ts";
import type { Serving } from "../../../core/mcp/serve/serving.ts";
import { listenOn, type HttpRequest, type HttpResponse, type ListeningServer } from "../../http/listening-server.ts";
import { HttpSessions } from "./http-sessions.ts";

export interface HttpOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly token: string;
  /** Hears where it can be reached. */
  readonly onListening: (url: string) => void;
  readonly onError: (error: Error) => void;
}

const path = "/mcp";

/** Serves whoever has the token, until `signal` aborts. Throws `not-configured` where the address can't be had. */
export async function serveHttp(serving: Serving, options: HttpOptions, signal: AbortSignal): Promise<void> {
  const { host, port, onListening, onError } = options;
  const sessions = new HttpSessions(serving, onError);
  const answer = (request: HttpRequest, response: HttpResponse): void => {
    const refused = refusalOf(request, options);
    if (refused !== undefined) return refuse(response, refused);
    sessions.answer(request, response).catch((thrown: unknown) => {
      onError(toAinError(thrown));
      if (response.headersSent) response.destroy();
      else refuse(response, { status: 500, why: "The request could not be answered." });
    });
  };
  let server: ListeningServer;
  try {
    server = await listenOn(options, answer);
  } catch (cause) {
    const { message } = toAinError(cause);
    throw new AinError("not-configured", `Port ${port} of ${host} can't be listened on: ${message}.`, {
      actions: ["Name another one: --port 0 for any that is free"],
      cause,
    });
  }
  onListening(`http://${host.includes(":") ? `[${host}]` : host}:${server.port}${path}`);
  if (!signal.aborted) await once(signal, "abort");
  const { closed, drop } = server.close();
  await sessions.close();
  drop();
  await closed;
}

interface Refusal {
  readonly status: number;
  readonly why: string;
}

function refusalOf({ headers, url = "" }: HttpRequest, options: HttpOptions): Refusal | undefined {
  const foreign = unlawful(headers, options);
  if (foreign !== undefined) return { status: 403, why: foreign };
  if (!isToken(headers.authorization ?? "", options.token)) return { status: 401, why: "The token is missing or wrong." };
  return URL.parse(url, "http://localhost")?.pathname === path
    ? undefined
    : { status: 404, why: `There is nothing here; the server is at ${path}.` };
}

/** Takes as long for a token that is nearly right as for any other. */
function isToken(authorization: string, token: string): boolean {
  const hashOf = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hashOf(authorization.replace(/^bearer +/i, "")), hashOf(token));
}

function refuse(response: HttpResponse, { status, why }: Refusal): void {
  const more = status === 401 ? { "www-authenticate": "Bearer" } : {};
  response.writeHead(status, { "content-type": "application/json", connection: "close", ...more });
  response.end(JSON.stringify({ jsonrpc: "2.0", error: { code: -32000, message: why }, id: null }));
}
