import { planningExecutor, type Planning } from "../core/agent/present-plan.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { systemClock } from "./clock.ts";
import type { Registries } from "./registries.ts";
import { toolStepOf, type ToolStep, type ToolSurroundings } from "./tool-step.ts";

/** How a conversation runs tools: with note taken for an undo, and a plan put before the person. */
export function chatStep(
  registries: Registries,
  surroundings: Omit<ToolSurroundings, "askUser">,
  checkpoints: Checkpoints,
  planning: Omit<Planning, "clock">,
): ToolStep {
  const plain = toolStepOf(registries, { ...surroundings, askUser: planning.ask });
  const step = checkpoints.executing(plain, registries.tools);
  return { ...step, executor: planningExecutor(step.executor, { ...planning, clock: systemClock }) };
}
