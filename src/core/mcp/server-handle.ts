import { AinError, toAinError } from "@ainative-code/sdk";
import type { Clock } from "../clock.ts";
import type { SchemaCheck } from "../config/schema-check.ts";
import { backOffMs } from "./back-off.ts";
import type { McpConnection, RequestLimits, ServerEvents } from "./connection.ts";
import { lawfulPrompts } from "./lawful-prompts.ts";
import { lawfulTools } from "./lawful-tools.ts";
import type { ServerFacts } from "./server-facts.ts";
import type { McpServer } from "./server.ts";
import { waitFor } from "./wait-for.ts";

export interface HandleParts {
  /** Opens a connection; what of it fails leaves nothing behind. */
  readonly connect: (server: McpServer, events: ServerEvents, limits: RequestLimits) => Promise<McpConnection>;
  /** What was learned of the server, in this run or an earlier one. */
  readonly known: { get(): ServerFacts | undefined; set(facts: ServerFacts): void };
  readonly check: SchemaCheck;
  readonly clock: Pick<Clock, "now">;
  readonly onLog: ServerEvents["onLog"];
}

/** Milliseconds to connect, at most, however long calls may take. */
const maxConnectMs = 30_000;

/**
 * One server, connected when it is first needed and again when it was lost. After a failure it is left alone for a while,
 * longer each time, and whoever asks for it meanwhile is told the same at once. Throws as `McpConnection` does.
 */
export class ServerHandle {
  readonly server: McpServer;
  readonly #parts: HandleParts;
  readonly #closing = new AbortController();
  #opening: Promise<McpConnection> | undefined;
  #facts: ServerFacts | undefined;
  #isStale = true;
  /** What the server has answered last, or is going to. */
  #answer: Promise<ServerFacts> | undefined;
  #failures = 0;
  #failed: { readonly error: AinError; readonly at: number } | undefined;

  constructor(server: McpServer, parts: HandleParts) {
    this.server = server;
    this.#parts = parts;
  }

  /** There is a connection, or one is being made. */
  get isOpen(): boolean {
    return this.#opening !== undefined;
  }

  /** Why the last attempt to connect failed, where it did. */
  get failure(): AinError | undefined {
    return this.#failed?.error;
  }

  /** What is known without asking the server. */
  get facts(): ServerFacts | undefined {
    return (this.#facts ??= this.#parts.known.get());
  }

  /**
   * What the server offers now: asked for once while it is connected, and anew when it says that it has changed. Several
   * who want to know at a time wait for one answer; one who gives up takes it from no other.
   */
  async learn(signal: AbortSignal): Promise<ServerFacts> {
    const connection = await this.#open(signal);
    if (this.#isStale) this.#answer = undefined;
    this.#answer ??= this.#ask(connection);
    return waitFor(this.#answer, signal);
  }

  #ask(connection: McpConnection): Promise<ServerFacts> {
    this.#isStale = false;
    const answer = this.#asked(connection);
    answer.catch(() => {
      if (this.#answer === answer) this.#isStale = true;
    });
    return answer;
  }

  /** Does something with the open connection. What the server had forgotten us for is tried again, once. */
  async use<T>(
    work: (connection: McpConnection, limits: Omit<RequestLimits, "signal">) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const limits = { timeoutMs: this.server.timeoutMs };
    const connection = await this.#open(signal);
    try {
      return await work(connection, limits);
    } catch (thrown) {
      const error = toAinError(thrown);
      // A session that the server does not know any more: it has done nothing of what was asked.
      if (error.code !== "network" || error.status !== 404) throw thrown;
      await this.#drop();
      return work(await this.#open(signal), limits);
    }
  }

  /** Never throws. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#drop();
  }

  async #drop(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    this.#isStale = true;
    const connection = await opening?.catch(() => undefined);
    await connection?.close();
  }

  async #open(signal: AbortSignal): Promise<McpConnection> {
    const { clock } = this.#parts;
    const left = this.#failed === undefined ? 0 : this.#failed.at + backOffMs(this.#failures) - clock.now();
    if (this.#opening === undefined && this.#failed !== undefined && left > 0) throw this.#failed.error;
    if (this.#closing.signal.aborted) throw new AinError("cancelled", `The MCP server ${this.server.name} is closed.`);
    this.#opening ??= this.#connect();
    return waitFor(this.#opening, signal);
  }

  async #connect(): Promise<McpConnection> {
    const { connect, onLog, clock } = this.#parts;
    const events: ServerEvents = {
      onLost: () => {
        this.#opening = undefined;
        this.#isStale = true;
        onLog("info", "the connection was lost");
      },
      onChanged: () => {
        this.#isStale = true;
      },
      onLog,
    };
    try {
      const timeoutMs = Math.min(this.server.timeoutMs, maxConnectMs);
      const connection = await connect(this.server, events, { signal: this.#closing.signal, timeoutMs });
      this.#failures = 0;
      this.#failed = undefined;
      return connection;
    } catch (thrown) {
      this.#opening = undefined;
      this.#failures += 1;
      this.#failed = { error: toAinError(thrown), at: clock.now() };
      throw thrown;
    }
  }

  async #asked(connection: McpConnection): Promise<ServerFacts> {
    const limits = { signal: this.#closing.signal, timeoutMs: Math.min(this.server.timeoutMs, maxConnectMs) };
    const { offers, title } = connection;
    const [tools, prompts] = await Promise.all([
      offers.tools ? connection.listTools(limits) : [],
      offers.prompts ? connection.listPrompts(limits).catch(() => []) : [],
    ]);
    const lawful = lawfulTools(tools, this.server, this.#parts.check);
    const facts: ServerFacts = {
      at: this.#parts.clock.now(),
      title,
      tools: lawful.tools,
      prompts: lawfulPrompts(prompts),
      hasResources: offers.resources,
      notes: lawful.notes,
    };
    this.#facts = facts;
    this.#parts.known.set(facts);
    return facts;
  }
}
