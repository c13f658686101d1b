import { unaskedIn, type RefusedCall } from "../core/agent/refused-calls.ts";
import { gateFor } from "../core/agent/sub-agent-gate.ts";
import type { LateRules } from "../core/context/late-rules.ts";
import type { Origin } from "../core/permissions/question.ts";
import type { Machine } from "../core/tools/executor.ts";
import { lateRules, noticing } from "./context/rules-context.ts";
import type { Registries } from "./registries.ts";
import type { Chief } from "./sub-agent-chief.ts";
import { toolStepOf, type ToolStep } from "./tool-step.ts";
import { userHooks } from "./user-hooks.ts";

export interface SubAgentStep {
  readonly toolStep: ToolStep;
  readonly late: LateRules;
  readonly machine: Machine;
  /** What was refused so far because nobody could be asked, its own calls and those below it. */
  readonly refused: readonly RefusedCall[];
}

/** Its calls go through the same gate as those of the conversation, on files that it has to read for itself. */
export function subAgentStep(
  { services, gatekeeper, machine: newMachine, executing, secretNames, now }: Chief,
  registries: Registries,
  origin: Origin,
): SubAgentStep {
  const machine = newMachine();
  const surroundings = { machine, audit: services.audit, hiding: services.hiding(secretNames), userHooks: userHooks(services) };
  const step = executing(toolStepOf(registries, { asked: gateFor(gatekeeper, origin), ...surroundings }), registries.tools);
  const late = lateRules(services, now().system, [], () => undefined);
  const refused: RefusedCall[] = [];
  return { toolStep: noting(noticing(step, registries.tools, machine, late), origin.agent, refused), late, machine, refused };
}

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
