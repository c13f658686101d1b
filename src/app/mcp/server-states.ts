import type { Services } from "../services.ts";
import { poolOf } from "./open-mcp.ts";
import { serverTools } from "./server-tools.ts";

export interface ServerState {
  readonly name: string;
  /** In words. */
  readonly state: string;
  readonly tools: readonly string[];
}

/** How the servers of this conversation are. */
export function serverStates(services: Services): readonly ServerState[] {
  return (poolOf(services)?.handles ?? []).map((handle) => {
    const { facts, failure, isOpen, server } = handle;
    const tools = facts === undefined ? [] : serverTools(handle, facts).map(({ contribution }) => contribution.id);
    const count = facts === undefined ? "nothing known of it yet" : `${tools.length} tools`;
    return {
      name: server.name,
      tools,
      state: failure === undefined ? `${isOpen ? "connected" : "started when it is needed"}, ${count}` : failure.message,
    };
  });
}
