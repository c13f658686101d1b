import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: number | undefined;
  readonly method: string;
}

export interface BadService extends AsyncDisposable {
  readonly url: string;
  /** Method and path of each request, in their order. */
  readonly seen: readonly string[];
}

const known: Readonly<Record<string, unknown>> = {
  initialize: { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo: { name: "bad", version: "1" } },
  "tools/list": { tools: [{ name: "go", inputSchema: { type: "object" } }] },
};

/** An MCP server over HTTP that begins as it should; `onCall` and `onGet` do what they like with calls of tools and streams. */
export async function badService({ onCall, onGet = noStream }: { readonly onCall: (asked: Asked) => void; readonly onGet?: (asked: Asked) => void }): Promise<BadService> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { id, method = "" } = (body === "" ? {} : JSON.parse(body)) as { readonly id?: number; readonly method?: string };
      seen.push(`${request.method ?? ""} ${method}`.trim());
      if (request.method === "GET") return onGet({ request, response, id, method });
      if (method === "tools/call") return onCall({ request, response, id, method });
      if (id === undefined) return void response.writeHead(202).end();
      response.writeHead(200, { "content-type": "application/json", "mcp-session-id": "s" }).end(JSON.stringify({ jsonrpc: "2.0", id, result: known[method] ?? {} }));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  return {
    seen,
    url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/mcp`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function noStream({ response }: Asked): void {
  response.writeHead(405).end();
}

/** The event that answers a call. */
export function answerEvent(id: number | undefined, text: string, event = "2"): string {
  return `id: ${event}\ndata: ${JSON.stringify({ jsonrpc: "2.0", id, result: { content: [{ type: "text", text }] } })}\n\n`;
}
