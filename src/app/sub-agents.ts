import type { SubAgentDefinition } from "../core/agent/sub-agent-definition.ts";
import { SubAgents } from "../core/agent/sub-agents.ts";
import { taskTool, taskToolName } from "../core/agent/task-tool.ts";
import { TurnTasks } from "../core/agent/turn-tasks.ts";
import { Slots } from "../core/slots.ts";
import { oneWriter } from "../core/tools/one-writer.ts";
import { openSubAgent } from "./open-sub-agent.ts";
import type { Registries } from "./registries.ts";
import type { Chief, Level } from "./sub-agent-chief.ts";
import { subAgentDefinitions } from "./sub-agent-files.ts";

export interface TaskedRegistries {
  readonly registries: Registries;
  /** Those of the turn that has had some last. */
  readonly tasks: () => TurnTasks | undefined;
}

/** The tools with `task` among them, unless tasks are switched off or a plugin brings a tool of that name. */
export async function withSubAgents(chief: Chief, registries: Registries): Promise<TaskedRegistries> {
  if (chief.config.core.tasks.depth === 0 || registries.tools.list().some(({ id }) => id === taskToolName)) {
    return { registries, tasks: () => undefined };
  }
  const agents = await subAgentDefinitions(chief.services, (message) => chief.onProblem({ plugin: "sub-agents", message }));
  const turns = new WeakMap<AbortSignal, TurnTasks>();
  let last: TurnTasks | undefined;
  const level = { registries, model: () => chief.now().turn.model, payer: chief.payer, mode: undefined, depth: 0 };
  const writing = new Slots(1);
  const careful = { ...chief, machine: () => oneWriter(chief.machine(), writing) };
  const tasksOf = (signal: AbortSignal): TurnTasks => {
    last = turns.get(signal) ?? new TurnTasks(chief.config.core.tasks.maxPerTurn);
    turns.set(signal, last);
    return last;
  };
  return { registries: withTask(careful, level, agents, tasksOf), tasks: () => last };
}

function withTask(
  chief: Chief,
  level: Level,
  agents: readonly SubAgentDefinition[],
  tasksOf: (turn: AbortSignal) => TurnTasks,
): Registries {
  const subAgents = new SubAgents({
    agents,
    parallel: chief.config.core.tasks.parallel,
    tasksOf: ({ signal }) => tasksOf(signal),
    open: async (order, tasks) => openSubAgent(chief, level, order, (below) => withTask(chief, below, agents, () => tasks)),
  });
  const contribution = { kind: "tool", id: taskToolName, plugin: "ainative-code", module: undefined, secrets: [] } as const;
  return {
    ...level.registries,
    tools: level.registries.tools.with({ made: [{ contribution, value: taskTool(agents, subAgents) }] }),
  };
}
