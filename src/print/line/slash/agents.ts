import { printable } from "../../../app/printable.ts";
import { subAgentDefinitions } from "../../../app/sub-agent-files.ts";
import type { SubAgentDefinition } from "../../../core/agent/sub-agent-definition.ts";
import type { SlashCommand } from "./slash-command.ts";

export const commandAgents: SlashCommand = {
  name: "agents",
  aliases: [],
  argument: "",
  summary: "Show the kinds of sub-agents there are, and where each comes from.",
  async run(_argument, { services, paper }) {
    const { depth } = (await services.config()).core.tasks;
    if (depth === 0) {
      paper.print("There are no sub-agents: tasks.depth is 0.\n");
      return;
    }
    const agents = await subAgentDefinitions(services, (problem) => paper.print(`Warning: ${printable(problem)}\n`));
    for (const agent of agents) {
      paper.print(`${printable(agent.name)}  ${paper.styles.quiet(printable(agent.description))}\n`);
      paper.print(`  ${paper.styles.quiet(printable(aboutOf(agent).join("; ")))}\n`);
    }
  },
};

function aboutOf({ file, model, mode, tools, withoutTools, readsOnly, maxTurns }: SubAgentDefinition): readonly string[] {
  const all = readsOnly === true ? "only tools that read" : "all tools";
  return [
    file ?? "built in",
    tools === undefined ? all : `tools: ${tools.length === 0 ? "none" : tools.join(", ")}`,
    ...(withoutTools === undefined ? [] : [`without ${withoutTools.join(", ")}`]),
    ...(model === undefined ? [] : [`model ${model}`]),
    ...(mode === undefined ? [] : [`at most in mode ${mode}`]),
    ...(maxTurns === undefined ? [] : [`${String(maxTurns)} requests`]),
  ];
}
