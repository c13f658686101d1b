import type { Payer } from "../core/budget/budget-slice.ts";
import type { Gatekeeper } from "../core/permissions/gatekeeper.ts";
import type { PermissionMode } from "../core/permissions/permission-mode.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { Machine } from "../core/tools/executor.ts";
import type { ToolRegistry } from "../core/tools/tool-registry.ts";
import type { Config } from "./config.ts";
import type { Registries } from "./registries.ts";
import type { Services } from "./services.ts";
import type { ToolStep } from "./tool-step.ts";
import type { TurnSettings } from "./turn-settings.ts";

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
  /** Takes note of what the calls of a sub-agent change. */
  readonly executing: (step: ToolStep, tools: ToolRegistry) => ToolStep;
  readonly secretNames: readonly string[];
  readonly onProblem: (problem: PluginProblem) => void;
}

/** Whoever hands a task on: the conversation, or a sub-agent of it. */
export interface Level {
  readonly registries: Registries;
  readonly model: () => ModelRef;
  readonly payer: Payer;
  /** That nobody below it gets beyond; the conversation's own where it is missing. */
  readonly mode: PermissionMode | undefined;
  /** 0 for the conversation. */
  readonly depth: number;
}
