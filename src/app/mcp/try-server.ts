import { AinError, toAinError, type ErrorJson } from "@ainative-code/sdk";
import type { ServerFacts } from "../../core/mcp/server-facts.ts";
import type { McpServer } from "../../core/mcp/server.ts";
import { systemClock } from "../clock.ts";
import type { Services } from "../services.ts";
import { closeServerFences } from "./fenced-server.ts";
import { findServer } from "./find-server.ts";
import { ServerPool } from "./server-pool.ts";

export type TriedServer = { readonly name: string; readonly durationMs: number } & (
  { readonly facts: ServerFacts } | { readonly failure: ErrorJson }
);

/** Starts or reaches each of the servers, side by side, and asks what it offers. Nothing of them is left. Throws `cancelled`. */
export async function tryServers(
  services: Services,
  servers: readonly McpServer[],
  signal: AbortSignal,
): Promise<readonly TriedServer[]> {
  await services.config();
  const pool = new ServerPool(services, servers);
  try {
    return await Promise.all(
      pool.handles.map(async (handle): Promise<TriedServer> => {
        const start = systemClock.now();
        const { name } = handle.server;
        try {
          const facts = await handle.learn(signal);
          return { name, durationMs: systemClock.now() - start, facts };
        } catch (thrown) {
          if (signal.aborted) throw thrown;
          return { name, durationMs: systemClock.now() - start, failure: toAinError(thrown).toJSON() };
        }
      }),
    );
  } finally {
    await pool.close();
    await closeServerFences(services);
  }
}

export async function tryNamed(services: Services, name: string, signal: AbortSignal): Promise<TriedServer> {
  const [tried] = await tryServers(services, [await findServer(services, name)], signal);
  if (tried === undefined) throw new AinError("internal", "A server was not tried.");
  return tried;
}

/** How it went, in words; not made fit for a terminal yet. */
export function triedText(tried: TriedServer): string {
  const { name, durationMs } = tried;
  if ("failure" in tried) {
    return [`${name} can't be used: ${tried.failure.message}`, ...tried.failure.actions.map((action) => `  ${action}`)].join(
      "\n",
    );
  }
  const { title, tools, prompts, hasResources, notes } = tried.facts;
  const offers = [
    count(tools.length, "tool"),
    ...(prompts.length > 0 ? [count(prompts.length, "prompt")] : []),
    ...(hasResources ? ["resources"] : []),
  ];
  return [`${name} works (${title}): ${offers.join(", ")}, in ${durationMs} ms`, ...notes.map((note) => `  It ${note}.`)].join(
    "\n",
  );
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
