import type { Tool } from "@ainative-code/sdk";
import { toolOutputOf } from "../../core/mcp/result-parts.ts";
import type { ServerFacts, ServerTool } from "../../core/mcp/server-facts.ts";
import type { ServerHandle } from "../../core/mcp/server-handle.ts";
import { toolNames } from "../../core/mcp/tool-name.ts";
import type { MadeTool } from "../../core/tools/tool-registry.ts";

/** The tools of a server, each one as a tool of ours. */
export function serverTools(handle: ServerHandle, { tools }: Pick<ServerFacts, "tools">): readonly MadeTool[] {
  const names = toolNames(handle.server.name, tools.map(({ name }) => name));
  return tools.map((tool) => madeTool(serverTool(handle, tool, names.get(tool.name) ?? tool.name)));
}

export function madeTool(value: Tool): MadeTool {
  return { contribution: { kind: "tool", id: value.name, plugin: "mcp", module: undefined, secrets: [] }, value };
}

function serverTool(handle: ServerHandle, { name, description, input, risk }: ServerTool, ownName: string): Tool {
  return {
    name: ownName,
    description,
    risk,
    input,
    async run(given: Readonly<Record<string, unknown>>, context) {
      const { signal } = context;
      const onProgress = (text: string): void => context.progress(text);
      return toolOutputOf(
        await handle.use(
          async (connection, limits) => connection.callTool(name, given, { ...limits, signal, onProgress }),
          signal,
        ),
      );
    },
  };
}
