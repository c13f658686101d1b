import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { SetLevelRequestSchema } from "@modelcontextprotocol/sdk/types.js";

export interface WantedLog {
  /** Output of tools is told as messages of this level, to a client that has asked for it. */
  readonly wantsOutput: () => boolean;
}

/** Nothing is told before the client names a level; output of tools is of the level `info`. */
export function wantedLog(server: McpServer["server"]): WantedLog {
  let wants = false;
  server.setRequestHandler(SetLevelRequestSchema, ({ params: { level } }) => {
    wants = level === "debug" || level === "info";
    return {};
  });
  return { wantsOutput: () => wants };
}
