import { AinError } from "@ainative-code/sdk";
import type { Tool, ToolOutput } from "@ainative-code/sdk";
import { fewEnough } from "../../core/mcp/few-enough.ts";
import { searchTools } from "../../core/mcp/search-tools.ts";
import type { ServerFacts, ServerTool } from "../../core/mcp/server-facts.ts";
import type { ServerHandle } from "../../core/mcp/server-handle.ts";
import { toolPrefix } from "../../core/mcp/tool-name.ts";
import type { MadeTool, MoreTools } from "../../core/tools/tool-registry.ts";
import { resourceTool } from "./resource-tool.ts";
import type { ServerPool } from "./server-pool.ts";
import { madeTool, serverTools } from "./server-tools.ts";

/** Tools that one search describes in full, and names that it tells besides. */
const described = 8;
const named = 200;

/** Milliseconds that a search over all servers waits for one of which nothing is known. */
const patienceMs = 5000;
/** Milliseconds for a call of a tool that is not known to find its server: nobody can cancel it until then. */
const lateMs = 10_000;

/**
 * What the model is offered of the servers. Their tools are described in every request where they are known and few; in
 * any case there is a tool to search them, by which those of a server that was not reached before are found too.
 */
export function poolTools(pool: ServerPool, maxTools: number): MoreTools {
  if (pool.handles.length === 0) return { made: [], late: async () => Promise.resolve(undefined) };
  const { known, areAll } = describable(pool, maxTools);
  const told = areAll ? known.flatMap(({ handle, facts }) => serverTools(handle, facts)) : [];
  const resources =
    !areAll || known.length < pool.handles.length || known.some(({ facts }) => facts.hasResources) ? [resourceTool(pool)] : [];
  return {
    made: [...told, ...[searchTool(pool), callTool, ...resources].map(madeTool)],
    late: async (name) => lateTool(pool, name),
  };
}

interface Known {
  readonly handle: ServerHandle;
  readonly facts: ServerFacts;
}

/**
 * What is known of the servers, as long as all of it can be described; what nobody will see is not read before the first
 * request.
 */
function describable(pool: ServerPool, maxTools: number): { readonly known: readonly Known[]; readonly areAll: boolean } {
  const known: Known[] = [];
  const tools: ServerTool[] = [];
  for (const handle of pool.handles) {
    const { facts } = handle;
    if (facts === undefined) continue;
    known.push({ handle, facts });
    tools.push(...facts.tools);
    if (!fewEnough(tools, maxTools)) return { known, areAll: false };
  }
  return { known, areAll: true };
}

/** A tool by its name, once its server was asked what it has. Throws `timeout` where that takes too long. */
async function lateTool(pool: ServerPool, name: string): Promise<MadeTool | undefined> {
  for (const handle of pool.handles.filter(({ server }) => name.startsWith(toolPrefix(server.name).slice(0, 56)))) {
    const limit = AbortSignal.timeout(lateMs);
    const facts = await handle.learn(limit).catch((thrown: unknown) => {
      throw limit.aborted ? new AinError("timeout", `The MCP server ${handle.server.name} has not answered yet.`) : thrown;
    });
    const found = serverTools(handle, facts).find(({ contribution }) => contribution.id === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function searchTool(pool: ServerPool): Tool<{ readonly query: string; readonly server?: string }> {
  const servers = pool.handles.map(({ server }) => server.name).join(", ").slice(0, 2000);
  return {
    name: "mcp_search",
    description: `Finds tools of the connected MCP servers (${servers}) by words of what they do, with their arguments. Use it before you say that something can't be done. Call what it finds by its name, or with mcp_call where no such tool is among yours.`,
    risk: "read",
    input: {
      type: "object",
      properties: {
        query: { type: "string", description: "Words of what the tool should do; empty for a list of all tools." },
        server: { type: "string", description: "Only the tools of this server." },
      },
      required: ["query"],
    },
    async run({ query, server }, { signal }): Promise<ToolOutput> {
      const wanted = server === undefined ? pool.handles : pool.handles.filter((handle) => handle.server.name === server);
      if (wanted.length === 0) return { content: `There is no MCP server "${server ?? ""}". Servers: ${servers}`, isError: true };
      const learned = await Promise.all(
        wanted.map(async (handle) => learnedOf(handle, signal, server === undefined ? patienceMs : undefined)),
      );
      return {
        content: foundText(
          learned.flatMap(({ tools }) => tools),
          learned.flatMap(({ failure }) => failure ?? []),
          query,
        ),
      };
    },
  };
}

/** With a limit, one that has not answered then is asked on behind it, for the next search. */
async function learnedOf(
  handle: ServerHandle,
  signal: AbortSignal,
  limitMs: number | undefined,
): Promise<{ readonly tools: readonly MadeTool[]; readonly failure?: string }> {
  const limit = limitMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  try {
    // One that is connected may have told that it has others now.
    const known = handle.isOpen ? undefined : handle.facts;
    return { tools: serverTools(handle, known ?? (await handle.learn(limit))) };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const { name } = handle.server;
    if (limit.aborted) {
      return {
        tools: serverTools(handle, handle.facts ?? { tools: [] }),
        failure: `The server ${name} has not answered yet. If it may have what is needed, search it alone: server "${name}"`,
      };
    }
    return {
      tools: [],
      failure: `The server ${name} can't be used: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    };
  }
}

function foundText(tools: readonly MadeTool[], failures: readonly string[], query: string): string {
  const found = searchTools(tools.map(({ value }) => value), query);
  const inFull = query.trim() === "" ? [] : found.slice(0, described);
  const others = found.slice(inFull.length, inFull.length + named);
  const full = inFull.map(({ name, description, input }) => JSON.stringify({ name, description, arguments: input }));
  const names =
    others.length === 0
      ? []
      : [`${inFull.length === 0 ? "Tools" : "Further tools"}: ${others.map(({ name }) => name).join(", ")}`];
  const nothing = found.length === 0 ? [`No tool fits "${query}"; an empty query lists all.`] : [];
  return [...nothing, ...full, ...names, ...failures].join("\n");
}

/** It is never run itself: whoever runs tools puts the named one in its place, so that permission is asked for that. */
const callTool: Tool<{ readonly tool: string; readonly arguments?: Readonly<Record<string, unknown>> }> = {
  name: "mcp_call",
  description: "Calls a tool that mcp_search has found, by its name and with the arguments that the search has described.",
  risk: "execute",
  input: {
    type: "object",
    properties: {
      tool: { type: "string", description: "The name, as mcp_search has told it: mcp__SERVER__TOOL." },
      arguments: { type: "object", description: "The arguments of that tool." },
    },
    required: ["tool"],
  },
  run: ({ tool }) => Promise.resolve({ content: `There is no tool of an MCP server named "${tool}".`, isError: true }),
};
