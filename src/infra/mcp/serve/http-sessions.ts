import { randomUUID } from "node:crypto";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { Serving } from "../../../core/mcp/serve/serving.ts";
import type { HttpRequest, HttpResponse } from "../../http/listening-server.ts";
import { EventLog } from "./event-log.ts";
import { serveClient } from "./serve-client.ts";

interface Session {
  readonly transport: StreamableHTTPServerTransport;
  readonly close: () => Promise<void>;
  /** Requests that are being answered. */
  open: number;
}

/** Clients that are connected at a time. One that has gone without a word makes room for the next. */
const mostSessions = 64;
/** Bytes of one request. */
const maxRequest = 16 * 1024 * 1024;
/** Milliseconds after which a client takes up a stream that broke off. */
const retryMs = 1000;

/** One session for each client that says hello. */
export class HttpSessions {
  readonly #serving: Serving;
  readonly #onError: (error: Error) => void;
  /** The one that was used last at the end. */
  readonly #sessions = new Map<string, Session>();

  constructor(serving: Serving, onError: (error: Error) => void) {
    this.#serving = serving;
    this.#onError = onError;
  }

  async answer(request: HttpRequest, response: HttpResponse): Promise<void> {
    const id = request.headers["mcp-session-id"];
    const session = typeof id === "string" ? this.#sessions.get(id) : await this.#begun();
    if (session === undefined) {
      const error = { code: -32001, message: "There is no such session." };
      response.writeHead(404, { "content-type": "application/json" }).end(JSON.stringify({ jsonrpc: "2.0", error, id: null }));
      return;
    }
    if (typeof id === "string") this.#used(id, session);
    session.open += 1;
    response.once("close", () => (session.open -= 1));
    await session.transport.handleRequest(request, response);
    // It was no hello: nobody knows of the session.
    if (session.transport.sessionId === undefined) await session.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map(async ({ close }) => close()));
  }

  async #begun(): Promise<Session> {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        this.#sessions.set(id, session);
        this.#makeRoom();
      },
      onsessionclosed: (id) => void this.#sessions.delete(id),
      eventStore: new EventLog(),
      retryInterval: retryMs,
      maxRequestBodySize: maxRequest,
    });
    const session: Session = { transport, open: 0, close: await serveClient(transport, this.#serving, this.#onError) };
    return session;
  }

  #used(id: string, session: Session): void {
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
  }

  #makeRoom(): void {
    if (this.#sessions.size <= mostSessions) return;
    const idle = [...this.#sessions].find(([, { open }]) => open === 0) ?? [...this.#sessions][0];
    if (idle === undefined) return;
    this.#sessions.delete(idle[0]);
    void idle[1].close();
  }
}
