import { agentHooks } from "../core/hooks/agent-hooks.ts";
import { narrower } from "../core/permissions/permission-mode.ts";
import type { Gatekeeper } from "../core/permissions/gatekeeper.ts";
import { BudgetSlice, type Payer } from "../core/budget/budget-slice.ts";
import { Agent } from "../core/agent/agent.ts";
import { Conversation } from "../core/agent/conversation.ts";
import { unaskedIn, type RefusedCall } from "../core/agent/refused-calls.ts";
import type { SubAgentDefinition } from "../core/agent/sub-agent-definition.ts";
import { gateFor } from "../core/agent/sub-agent-gate.ts";
import { subAgentSystem } from "../core/agent/sub-agent-part.ts";
import { SubAgents } from "../core/agent/sub-agents.ts";
import type { OpenedSubAgent, SubAgentOrder } from "../core/agent/sub-agents.ts";
import { taskTool, taskToolName } from "../core/agent/task-tool.ts";
import { TurnTasks } from "../core/agent/turn-tasks.ts";
import { formatModelRef, parseModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { Slots } from "../core/slots.ts";
import { newId } from "../core/sessions/id.ts";
import { titleOf } from "../core/sessions/title.ts";
import type { Machine } from "../core/tools/executor.ts";
import { oneWriter } from "../core/tools/one-writer.ts";
import { currentHolder, isAlive } from "../infra/process/holder.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { lateRules, noticing } from "./context/rules-context.ts";
import { pricesIn } from "./open-spending.ts";
import type { Registries, Services } from "./services.ts";
import { subAgentDefinitions } from "./sub-agent-files.ts";
import { subAgentTools } from "./sub-agent-tools.ts";
import { toolStepOf, type ToolStep } from "./tool-step.ts";
import type { TurnSettings } from "./turn-settings.ts";
import { userHooks } from "./user-hooks.ts";

/** The conversation that hands work on. */
export interface Chief {
  readonly services: Services;
  readonly config: Config;
  /** What it runs by at the moment. */
  readonly now: () => TurnSettings;
  readonly payer: Payer;
  readonly gatekeeper: Gatekeeper;
  /** Anew for each sub-agent: what one has read, the others have not. */
  readonly machine: () => Machine;
  readonly secretNames: readonly string[];
  readonly onProblem: (problem: PluginProblem) => void;
}

/** Whoever hands a task on: the conversation, or a sub-agent of it. */
interface Level {
  readonly registries: Registries;
  readonly model: () => ModelRef;
  readonly payer: Payer;
  /** 0 for the conversation. */
  readonly depth: number;
}

export interface TaskedRegistries {
  readonly registries: Registries;
  /** Those of the turn that has had some last. */
  readonly tasks: () => TurnTasks | undefined;
}

/** The tools with `task` among them, unless tasks are switched off or a plugin brings a tool of that name. */
export async function withSubAgents(chief: Chief, registries: Registries): Promise<TaskedRegistries> {
  if (chief.config.core.tasks.depth === 0 || registries.tools.list().some(({ id }) => id === taskToolName)) return { registries, tasks: () => undefined };
  const agents = await subAgentDefinitions(chief.services, (message) => chief.onProblem({ plugin: "sub-agents", message }));
  const turns = new WeakMap<AbortSignal, TurnTasks>();
  let last: TurnTasks | undefined;
  const level = { registries, model: () => chief.now().turn.model, payer: chief.payer, depth: 0 };
  const writing = new Slots(1);
  const careful = { ...chief, machine: () => oneWriter(chief.machine(), writing) };
  const tasksOf = (signal: AbortSignal): TurnTasks => {
    last = turns.get(signal) ?? new TurnTasks(chief.config.core.tasks.maxPerTurn);
    turns.set(signal, last);
    return last;
  };
  return { registries: withTask(careful, level, agents, tasksOf), tasks: () => last };
}

function withTask(chief: Chief, level: Level, agents: readonly SubAgentDefinition[], tasksOf: (turn: AbortSignal) => TurnTasks): Registries {
  const subAgents = new SubAgents({
    agents,
    parallel: chief.config.core.tasks.parallel,
    tasksOf: ({ signal }) => tasksOf(signal),
    open: async (order, tasks) => opened(chief, level, agents, order, tasks),
  });
  const contribution = { kind: "tool", id: taskToolName, plugin: "ainative-code", module: undefined, secrets: [] } as const;
  return { ...level.registries, tools: level.registries.tools.with({ made: [{ contribution, value: taskTool(agents, subAgents) }] }) };
}

async function opened(
  chief: Chief,
  parent: Level,
  agents: readonly SubAgentDefinition[],
  order: SubAgentOrder,
  tasks: TurnTasks,
): Promise<OpenedSubAgent> {
  const { services, config } = chief;
  const { definition } = order;
  const now = chief.now();
  const named = order.model ?? definition.model;
  const model = named === undefined ? parent.model() : parseModelRef(named);
  const { maxUsd, maxTurns, depth } = config.core.tasks;
  const slice = new BudgetSlice({
    payer: parent.payer,
    usd: maxUsd,
    onUnknownPrice: config.core.budget.onUnknownPrice,
    prices: async () => pricesIn(services),
    clock: systemClock,
  });
  const own = await subAgentTools(parent.registries, definition);
  const level = { registries: own, model: () => model, payer: slice, depth: parent.depth + 1 };
  const registries = level.depth < depth && definition.readsOnly !== true ? withTask(chief, level, agents, () => tasks) : own;
  const refused: RefusedCall[] = [];
  const { step, late, place } = stepOf(chief, registries, order, now);
  const session = sessionOf(services, order, model);
  const agent = new Agent({
    ...now.turn,
    model,
    stream: await now.open(model, slice),
    system: subAgentSystem(now.system, definition),
    permissionMode: narrower(now.policy.mode, definition.mode),
    maxTurns: Math.min(definition.maxTurns ?? maxTurns, maxTurns),
    conversation: session.conversation,
    resumed: false,
    cwd: services.environment.cwd,
    dispatched: async () => services.requestSent(),
    tools: await registries.tools.declarations(() => undefined),
    toolStep: noting(step, definition.name, refused),
    late,
    hooks: registries.hooks,
    userHooks: agentHooks(userHooks(services), "sub-agent"),
    onLate: registries.onLate,
    spending: slice,
    clock: systemClock,
    newId,
  });
  return {
    model: formatModelRef(model),
    run: (prompt, signal) => agent.run(prompt, signal),
    refused: () => refused,
    async close() {
      await Promise.allSettled([agent.end(), place.end?.()]);
      await session.release().catch(() => undefined);
    },
  };
}

/** Its calls go through the same gate as those of the conversation, on files that it has to read for itself. */
function stepOf(
  { services, gatekeeper, machine, secretNames }: Chief,
  registries: Registries,
  { definition: { name, mode }, call: { id: call } }: SubAgentOrder,
  { system }: TurnSettings,
): { readonly step: ToolStep; readonly late: ReturnType<typeof lateRules>; readonly place: Machine } {
  const place = machine();
  const asked = gateFor(gatekeeper, { agent: name, call, mode });
  const step = toolStepOf(registries, { asked, machine: place, audit: services.audit, hiding: services.hiding(secretNames), userHooks: userHooks(services) });
  const late = lateRules(services, system, [], () => undefined);
  return { step: noticing(step, registries.tools, place, late), late, place };
}

/** Keeps what was refused because nobody could be asked. */
function noting(step: ToolStep, by: string, refused: RefusedCall[]): ToolStep {
  return {
    ...step,
    executor: {
      async execute(call, options) {
        const executed = await step.executor.execute(call, options);
        refused.push(...unaskedIn(executed).map((one) => ({ by, ...one })));
        return executed;
      },
    },
  };
}

/** A session of its own, which belongs to the one it was started in. */
function sessionOf(services: Services, { description, call, parentSession }: SubAgentOrder, model: ModelRef): { readonly conversation: Conversation; release(): Promise<void> } {
  const [id, holder] = [newId(), currentHolder()];
  const conversation = new Conversation({
    sessionId: id,
    openStore: async () => services.store(),
    history: [],
    async prepare(store) {
      const createdAt = new Date(systemClock.now()).toISOString();
      await store.create({ id, title: titleOf(description), cwd: services.environment.cwd, createdAt, parent: { session: parentSession, call: call.id } });
      await store.hold(id, holder, isAlive);
      await store.setModel(id, formatModelRef(model));
    },
  });
  return {
    conversation,
    async release() {
      if (conversation.prepared && conversation.intact) await (await services.store()).release(id, holder);
    },
  };
}
