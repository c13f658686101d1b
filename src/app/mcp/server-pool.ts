import { AinError, type Log } from "@ainative-code/sdk";
import { ServerHandle } from "../../core/mcp/server-handle.ts";
import { serverKey } from "../../core/mcp/server-key.ts";
import type { McpConnection, ServerQuestions } from "../../core/mcp/connection.ts";
import type { McpServer } from "../../core/mcp/server.ts";
import { factsFile } from "../../infra/mcp/facts-file.ts";
import { checkSchema } from "../../infra/schema/check-schema.ts";
import { systemClock } from "../clock.ts";
import type { Services } from "../services.ts";

/** Servers that are started side by side behind the first request; each start takes a core for a while. */
const atOnce = 4;
/** Milliseconds after which what is known of a server is looked up again, behind a request. */
const staleMs = 24 * 3600 * 1000;

/** The same as `ServerQuestions`, with the name of the server that asks. */
type PoolQuestions = {
  readonly [Name in keyof ServerQuestions]: (
    server: string,
    ...rest: Parameters<ServerQuestions[Name]>
  ) => ReturnType<ServerQuestions[Name]>;
};

/** The MCP servers of one process. None is started before it is needed, or there is time for it. */
export class ServerPool {
  readonly handles: readonly ServerHandle[];
  /** Who answers what servers ask for; nobody until a conversation takes the place. */
  questions: PoolQuestions = {
    elicit: async (_, request, signal) => nobodyThere.elicit(request, signal),
    sample: async (_, request, signal) => nobodyThere.sample(request, signal),
  };
  readonly #closing = new AbortController();
  #refreshing: Promise<void> | undefined;

  constructor(services: Services, servers: readonly McpServer[]) {
    const log = services.hostFor("mcp").log;
    this.handles = servers.map((server) => new ServerHandle(server, this.#partsOf(services, server, log)));
  }

  find(name: string): ServerHandle | undefined {
    return (
      this.handles.find(({ server }) => server.name === name) ??
      this.handles.find(({ server }) => server.name.toLowerCase() === name.toLowerCase())
    );
  }

  /** Learns of those servers of which nothing, or nothing of late, is known. Never throws; what goes wrong is told. */
  refresh(onFailure: (server: string, why: unknown) => void): void {
    this.#refreshing ??= this.#refreshAll(onFailure);
  }

  async #refreshAll(onFailure: (server: string, why: unknown) => void): Promise<void> {
    const due = this.handles.filter(({ facts }) => facts === undefined || systemClock.now() - facts.at > staleMs);
    const next = due.values();
    const { signal } = this.#closing;
    const worker = async (): Promise<void> => {
      for (const handle of next) {
        if (signal.aborted) return;
        await handle.learn(signal).catch((thrown: unknown) => {
          if (!signal.aborted) onFailure(handle.server.name, thrown);
        });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  /** Ends all of them. Never throws. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.handles.map(async (handle) => handle.close()));
    await this.#refreshing;
  }

  #questionsOf(server: string): ServerQuestions {
    return {
      elicit: async (request, signal) => this.questions.elicit(server, request, signal),
      sample: async (request, signal) => this.questions.sample(server, request, signal),
    };
  }

  #partsOf(services: Services, server: McpServer, log: Log): ConstructorParameters<typeof ServerHandle>[1] {
    return {
      clock: systemClock,
      check: checkSchema,
      known: factsFile(`${services.folders.cache}/mcp/${serverKey(server)}.json`),
      onLog: (level, message) => log[level](`${server.name}: ${message}`),
      connect: async (_, events, limits): Promise<McpConnection> => {
        const { openServer } = await import("./open-server.ts");
        return openServer(services, server, { questions: this.#questionsOf(server.name), events }, limits);
      },
    };
  }
}

export const nobodyThere: ServerQuestions = {
  elicit: () => Promise.resolve({ action: "decline" }),
  sample: () => Promise.reject(new AinError("permission-denied", "Nobody is there who could be asked.")),
};
