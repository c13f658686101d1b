import type { SubAgentDefinition } from "../core/agent/sub-agent-definition.ts";
import { taskToolName } from "../core/agent/task-tool.ts";
import { sameTool } from "../core/permissions/same-tool.ts";
import type { ToolRegistry } from "../core/tools/tool-registry.ts";
import type { Registries } from "./registries.ts";

/** The tools of a sub-agent: some of those that its parent has, never others. */
export async function subAgentTools(
  parent: Registries,
  { tools: only, withoutTools = [], readsOnly = false }: SubAgentDefinition,
): Promise<Registries> {
  const reads = readsOnly ? await reading(parent.tools) : undefined;
  const allows = (name: string): boolean =>
    reads?.has(name) !== false && (only === undefined || isNamed(only, name)) && !isNamed(withoutTools, name);
  return { ...parent, tools: parent.tools.only(allows) };
}

/** Whether it gets the tool `task`, as far as its kind goes. */
export function mayHandOn({ tools: only, withoutTools = [], readsOnly = false }: SubAgentDefinition): boolean {
  return !readsOnly && (only === undefined || isNamed(only, taskToolName)) && !isNamed(withoutTools, taskToolName);
}

function isNamed(names: readonly string[], tool: string): boolean {
  return names.some((name) => name === "*" || sameTool(name.toLowerCase(), tool));
}

async function reading(tools: ToolRegistry): Promise<ReadonlySet<string>> {
  const names = [...new Set(tools.list().map(({ id }) => id))];
  const risks = await Promise.all(
    names.map(async (name) =>
      tools
        .load(name)
        .then((loaded) => loaded?.tool.risk)
        .catch(() => undefined),
    ),
  );
  return new Set(names.filter((_, index) => risks[index] === "read"));
}
