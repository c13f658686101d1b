import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { chatErrorFrame, chatFrames } from "./chat-frames.ts";
import type { AnswerContext } from "./frame.ts";
import { until } from "../until.ts";
import type { JournalEntry } from "./journal.ts";
import { isHttpError, type ScriptedHttpError, type ScriptedReply } from "./reply.ts";
import { responsesErrorFrame, responsesFrames } from "./responses-frames.ts";
import { sendAnswer } from "./send-answer.ts";
import { turnOfBody } from "./turn.ts";

/** What the scripted server answers, and how. */
export interface ScriptedServerOptions {
  /** The answers, or a function that makes the one for a request. */
  readonly script: readonly ScriptedReply[] | ((request: JournalEntry, turn: number) => ScriptedReply);
  /**
   * How an answer is picked from a list. `turn` (the default): by the number of answers the request has already seen, so
   * that the server keeps no state. `sequence`: one after the other. A request past the end gets status 400.
   */
  readonly pick?: "turn" | "sequence";
  /** What `GET …/models` lists. */
  readonly models?: readonly string[];
}

/** A scripted server that runs, on loopback. */
export interface ScriptedServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseURL: string;
  readonly port: number;
  /** Every request so far, in the order their bodies were complete. */
  readonly requests: readonly JournalEntry[];
  /** Resolves with request `index` (from 0) as soon as it has arrived. */
  request(index: number, timeoutMs?: number): Promise<JournalEntry>;
  /** Ends every connection. */
  close(): Promise<void>;
}

/**
 * A model server on loopback that says what its script says, in OpenAI's two dialects (`…/responses` and
 * `…/chat/completions`, streamed), and notes down what it is asked.
 */
export async function startScriptedServer(options: ScriptedServerOptions): Promise<ScriptedServer> {
  const requests: JournalEntry[] = [];
  let answered = 0;
  const server = createServer((incoming, response) => {
    const answer = async (): Promise<void> => {
      const entry = await journalEntry(incoming);
      requests.push(entry);
      response.on("close", () => (entry.aborted = !response.writableFinished));
      await respond(entry, response, options, () => answered++);
    };
    answer().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  const port = await listen(server);
  const close = (): Promise<void> => closed(server);
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    port,
    requests,
    request: (index, timeoutMs = 10_000) => until(() => requests[index], `request ${index}`, timeoutMs),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const dialects = [
  { path: "/responses", frames: responsesFrames, errorFrame: responsesErrorFrame },
  { path: "/chat/completions", frames: chatFrames, errorFrame: chatErrorFrame },
] as const;

type Count = () => number;

async function respond(
  entry: JournalEntry,
  response: ServerResponse,
  options: ScriptedServerOptions,
  count: Count,
): Promise<void> {
  const path = entry.path.split("?")[0] ?? "";
  if (entry.method === "GET" && path.endsWith("/models")) {
    const data = (options.models ?? []).map((id) => ({ id, object: "model", owned_by: "script" }));
    sendJson(response, 200, { object: "list", data });
    return;
  }
  const dialect = dialects.find((candidate) => path.endsWith(candidate.path));
  const turn = turnOfBody(entry.body);
  const reply = dialect === undefined || entry.method !== "POST" ? notFound(entry) : pick(options, entry, turn, count);
  if (isHttpError(reply) || dialect === undefined) {
    sendError(response, isHttpError(reply) ? reply : notFound(entry));
    return;
  }
  const context: AnswerContext = { model: String(entry.body["model"]), turn, body: entry.body };
  await sendAnswer(response, reply, { frames: dialect.frames(reply, context), errorFrame: dialect.errorFrame });
}

function pick({ script, pick: by }: ScriptedServerOptions, entry: JournalEntry, turn: number, count: Count): ScriptedReply {
  if (typeof script === "function") return script(entry, turn);
  const index = by === "sequence" ? count() : turn;
  return script[index] ?? { status: 400, body: failure("script_ended", `The script has no answer ${index + 1}.`) };
}

function notFound({ method, path }: JournalEntry): ScriptedHttpError {
  return { status: 404, body: failure("not_found", `Nothing at ${method} ${path}.`) };
}

function failure(code: string, message: string): Readonly<Record<string, unknown>> {
  return { error: { message, type: "invalid_request_error", param: null, code } };
}

function sendError(response: ServerResponse, { status, headers, body }: ScriptedHttpError): void {
  if (typeof body === "string") response.writeHead(status, headers).end(body);
  else sendJson(response, status, body ?? failure("scripted", `Scripted status ${status}.`), headers);
}

function sendJson(response: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function journalEntry(incoming: IncomingMessage): Promise<JournalEntry> {
  const body = await text(incoming);
  return {
    method: incoming.method ?? "",
    path: incoming.url ?? "",
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: jsonObject(body),
    text: body,
    at: Date.now(),
    aborted: false,
  };
}

function jsonObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address !== null) resolve(address.port);
    });
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
