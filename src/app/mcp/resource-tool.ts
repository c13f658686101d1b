import type { Tool, ToolOutput } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { cleanText } from "../../core/mcp/clean-text.ts";
import { resourceParts } from "../../core/mcp/result-parts.ts";
import type { ServerHandle } from "../../core/mcp/server-handle.ts";
import type { ServerPool } from "./server-pool.ts";

/** Resources of one list. */
const mostListed = 200;

/** Lists and reads what servers hold. It asks as reading does: a resource is what its server gives to whoever may ask it. */
export function resourceTool(pool: ServerPool): Tool<{ readonly server: string; readonly uri?: string }> {
  return {
    name: "mcp_resource",
    description: "Reads a resource of an MCP server, or lists the server's resources where no uri is given.",
    risk: "network",
    input: {
      type: "object",
      properties: {
        server: { type: "string", description: "The server's name." },
        uri: { type: "string", description: "The resource to read." },
      },
      required: ["server"],
    },
    async run({ server, uri }, { signal }): Promise<ToolOutput> {
      const handle = pool.find(server);
      if (handle === undefined) {
        return {
          content: `There is no MCP server "${server}". Servers: ${pool.handles.map((one) => one.server.name).join(", ")}`,
          isError: true,
        };
      }
      return { content: uri === undefined ? await listText(handle, signal) : await readResource(handle, uri, signal) };
    },
  };
}

/** What a resource holds, as parts. Throws as `McpConnection` does. */
export async function readResource(
  handle: ServerHandle,
  uri: string,
  signal: AbortSignal,
): Promise<ReturnType<typeof resourceParts>> {
  return resourceParts(
    await handle.use(async (connection, limits) => connection.readResource(uri, { ...limits, signal }), signal),
  );
}

/** The resources of a server, and the forms of their addresses, as it tells them. Throws as `McpConnection` does. */
export async function listResources(handle: ServerHandle, signal: AbortSignal): Promise<readonly unknown[]> {
  return handle.use(
    async (connection, limits) => (connection.offers.resources ? connection.listResources({ ...limits, signal }) : []),
    signal,
  );
}

async function listText(handle: ServerHandle, signal: AbortSignal): Promise<string> {
  const all = await listResources(handle, signal);
  const lines = all.slice(0, mostListed).map((one) => {
    const { uri, uriTemplate, name, description } = isRecord(one)
      ? { uri: one["uri"], uriTemplate: one["uriTemplate"], name: one["name"], description: one["description"] }
      : {};
    return [cleanText(uri ?? uriTemplate, 500), cleanText(name, 200), cleanText(description, 300)]
      .filter((text) => text !== "")
      .join("  ");
  });
  const left = all.length - lines.length;
  return [
    ...lines,
    ...(left > 0 ? [`[… ${left} more]`] : []),
    ...(all.length === 0 ? [`The server ${handle.server.name} has no resources.`] : []),
  ].join("\n");
}
