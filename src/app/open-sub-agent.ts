import { Agent } from "../core/agent/agent.ts";
import type { SubAgentDefinition } from "../core/agent/sub-agent-definition.ts";
import { subAgentSystem } from "../core/agent/sub-agent-part.ts";
import type { OpenedSubAgent, SubAgentOrder } from "../core/agent/sub-agents.ts";
import { BudgetSlice } from "../core/budget/budget-slice.ts";
import { subAgentHooks } from "../core/hooks/agent-hooks.ts";
import { narrower } from "../core/permissions/permission-mode.ts";
import { formatModelRef, parseModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import { newId } from "../core/sessions/id.ts";
import { systemClock } from "./clock.ts";
import { autoCompaction } from "./context/auto-compaction.ts";
import { pricesIn } from "./open-spending.ts";
import type { Registries } from "./registries.ts";
import type { Chief, Level } from "./sub-agent-chief.ts";
import { subAgentSession } from "./sub-agent-session.ts";
import { subAgentStep } from "./sub-agent-step.ts";
import { mayHandOn, subAgentTools } from "./sub-agent-tools.ts";
import { userHooks } from "./user-hooks.ts";

/**
 * Puts a sub-agent together for one task. `handingOn` gives the tools of one that may hand tasks on itself. Throws
 * `AinError` for what can't be used as ordered.
 */
export async function openSubAgent(
  chief: Chief,
  parent: Level,
  order: SubAgentOrder,
  handingOn: (level: Level) => Registries,
): Promise<OpenedSubAgent> {
  const { services, config, now } = chief;
  const { definition } = order;
  const level = await levelOf(chief, parent, order);
  const [model, { maxTurns, depth }] = [level.model(), config.core.tasks];
  const registries = level.depth < depth && mayHandOn(definition) ? handingOn(level) : level.registries;
  const step = subAgentStep(chief, registries, { agent: definition.name, call: order.call.id, mode: level.mode });
  const session = subAgentSession(services, order, model);
  const turn = {
    ...now().turn,
    model,
    stream: await now().open(model, level.payer),
    system: subAgentSystem(now().system, definition),
  };
  const own = {
    ...turn,
    conversation: session.conversation,
    spending: level.payer,
    clock: systemClock,
    newId,
    onLate: registries.onLate,
  };
  const tools = await registries.tools.declarations(() => undefined);
  const agent = new Agent({
    ...own,
    tools,
    permissionMode: narrower(now().policy.mode, level.mode),
    maxTurns: Math.min(definition.maxTurns ?? maxTurns, maxTurns),
    resumed: false,
    cwd: services.environment.cwd,
    dispatched: async () => services.requestSent(),
    toolStep: step.toolStep,
    late: step.late,
    compaction: autoCompaction(services, { parts: () => own, head: () => ({ system: own.system, tools }) }),
    hooks: registries.hooks,
    userHooks: subAgentHooks(userHooks(services), { agent: definition.name, parentSession: order.parentSession }),
  });
  return {
    model: formatModelRef(model),
    run: (prompt, signal) => agent.run(prompt, signal),
    refused: () => step.refused,
    async close() {
      await Promise.allSettled([agent.end(), step.machine.end?.()]);
      await session.release().catch(() => undefined);
    },
  };
}

/** What it has of its parent's, and what is its own. */
async function levelOf(chief: Chief, parent: Level, order: SubAgentOrder): Promise<Level & { readonly payer: BudgetSlice }> {
  const { definition } = order;
  const model = modelOf(parent, order, definition);
  return {
    registries: await subAgentTools(parent.registries, definition),
    model: () => model,
    payer: sliceOf(chief, parent),
    mode: definition.mode === undefined ? parent.mode : narrower(definition.mode, parent.mode),
    depth: parent.depth + 1,
  };
}

function modelOf(parent: Level, { model }: SubAgentOrder, definition: SubAgentDefinition): ModelRef {
  const named = model ?? definition.model;
  return named === undefined ? parent.model() : parseModelRef(named);
}

function sliceOf({ services, config }: Chief, { payer }: Level): BudgetSlice {
  const { tasks, budget } = config.core;
  return new BudgetSlice({
    payer,
    usd: tasks.maxUsd,
    onUnknownPrice: budget.onUnknownPrice,
    prices: async () => pricesIn(services),
    clock: systemClock,
  });
}
