import { toAinError } from "@ainative-code/sdk";
import type { ProblemListener } from "../../core/plugins/plugin-problems.ts";
import type { Registries } from "../registries.ts";
import type { Services } from "../services.ts";
import { configuredServers } from "./configured-servers.ts";
import type { ServerSources } from "./configured-servers.ts";
import { closeServerFences } from "./fenced-server.ts";
import { poolTools } from "./pool-tools.ts";
import { ServerPool } from "./server-pool.ts";

/** The servers of this process, whatever conversations come and go. */
const pools = new WeakMap<Services, ServerPool>();

interface McpOptions {
  readonly mcp?: ServerSources | undefined;
  readonly onProblem: ProblemListener;
}

/**
 * The tools of plugins together with those of MCP servers. No server is started for it. Throws for a named file that can't
 * be used.
 */
export async function withMcp(
  services: Services,
  plugins: Registries,
  { mcp = noFiles, onProblem }: McpOptions,
): Promise<Registries> {
  const pool = pools.get(services) ?? (await makePool(services, mcp, onProblem));
  const { maxTools } = (await services.config()).core.mcp;
  return { ...plugins, tools: plugins.tools.with(poolTools(pool, maxTools)) };
}

/** Behind the first request: learns of servers that nothing is known of. What can't be reached is told once. */
export function refreshMcp(services: Services, onProblem: ProblemListener): void {
  pools.get(services)?.refresh((server, why) => {
    const { message, actions } = toAinError(why);
    services.hostFor("mcp").log.warn(`${server}: ${message}`);
    onProblem({
      plugin: "mcp",
      message: `can't use the server ${server}: ${message}${actions[0] === undefined ? "" : ` ${actions[0]}`}`,
    });
  });
}

const noFiles: ServerSources = { files: [], strict: false };

/** The servers that are there; `undefined` where none were asked for. */
export function poolOf(services: Services): ServerPool | undefined {
  return pools.get(services);
}

/** Ends the servers of this process. Never throws. */
export async function closeMcp(services: Services): Promise<void> {
  const pool = pools.get(services);
  pools.delete(services);
  await pool?.close();
  await closeServerFences(services);
}

async function makePool(services: Services, sources: ServerSources, onProblem: ProblemListener): Promise<ServerPool> {
  const { servers, problems } = await configuredServers(services, sources);
  for (const message of problems) onProblem({ plugin: "mcp", message });
  const pool = new ServerPool(services, servers);
  pools.set(services, pool);
  return pool;
}
