import { AinError } from "@ainative-code/sdk";
import type { AgentChange } from "../core/agent/agent-parts.ts";
import type { SystemPart } from "../core/agent/system-prompt.ts";
import type { BudgetSettings } from "../core/budget/limits.ts";
import type { Purse } from "../core/budget/purse.ts";
import type { Spending } from "../core/budget/spending.ts";
import type { Place } from "../core/permissions/denied-reads.ts";
import type { PermissionMode, Policy } from "../core/permissions/policy.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import { parseModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import type { ModelStream } from "../core/providers/model-stream.ts";
import type { ChatChange } from "./chat-change.ts";
import type { Config } from "./config.ts";
import { systemOf, type SystemOptions } from "./context/system.ts";
import { modelStreams } from "./model-streams.ts";
import type { StreamSettings } from "./model-streams.ts";
import { budgetsOf } from "./open-spending.ts";
import { refuseLocked } from "./refuse-locked.ts";
import { responseCache } from "./response-caches.ts";
import type { Registries } from "./registries.ts";
import type { Services } from "./services.ts";
import { deniedReadsOf, policyOf, type GivenRules } from "./tool-step.ts";

export interface TurnOptions extends SystemOptions, GivenRules {
  readonly permissionMode?: PermissionMode | undefined;
  readonly maxTurns?: number | undefined;
  readonly jsonSchema?: string | undefined;
  /** Path of the tape to record on. */
  readonly record?: string | undefined;
  readonly onProblem: (problem: PluginProblem) => void;
}

export interface TurnSettings {
  readonly turn: Required<AgentChange>;
  readonly system: readonly SystemPart[];
  readonly policy: Policy;
  readonly budgets: BudgetSettings;
  readonly denied: (file: Place) => boolean;
  /** Another model, under the same settings, at somebody's cost. */
  readonly open: (model: ModelRef, purse: Purse) => Promise<ModelStream>;
  /** Milliseconds for one prompt. */
  readonly limitMs: number | undefined;
}

/** Everything of a run that settings decide. */
export function turnSettings(
  services: Services,
  registries: Registries,
  options: TurnOptions,
  spending: Spending,
): (config: Config, change: ChatChange, before?: TurnSettings["turn"]) => Promise<TurnSettings> {
  const streamOf = modelStreams(services, registries.providers, { record: options.record, purse: spending });
  return async (config, change, before) => {
    const model = chooseModel(change.model ?? config.core.model);
    const permissionMode = change.permissionMode ?? config.core.permissions.mode;
    if (before !== undefined) refuseLocked(config, { ...options, ...change });
    const policy = policyOf(config, permissionMode, options, services);
    const { timeoutSeconds } = config.core.chat;
    const tell: TurnOptions["onProblem"] = before === undefined ? options.onProblem : () => undefined;
    const system = await systemOf(services, options, (message) => tell({ plugin: "project rules", message }));
    const streams = await streamSettings(services, config, options);
    return {
      system,
      open: async (other, purse) => streamOf(other, { ...streams, purse }),
      turn: {
        model,
        permissionMode,
        stream: await streamOf(model, streams),
        system: system.map(({ text }) => text),
        maxTurns: options.maxTurns ?? config.core.chat.maxTurns,
        loopLimit: config.core.chat.loopLimit,
        maxOutputTokens: config.core.chat.maxOutputTokens,
        effort: config.core.chat.effort,
      },
      policy,
      budgets: budgetsOf(config, change.maxBudgetUsd),
      denied: await deniedReadsOf(policy, registries),
      limitMs: timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000,
    };
  };
}

async function streamSettings(services: Services, { core }: Config, { onProblem }: TurnOptions): Promise<StreamSettings> {
  const { fallbackModels, idleTimeoutSeconds } = core.chat;
  const cache = await responseCache(services, core.responseCache, (message) => {
    onProblem({ plugin: "response cache", message });
  });
  return { fallbacks: fallbackModels.map(parseModelRef), idleMs: idleTimeoutSeconds * 1000, cache };
}

function chooseModel(text: string | undefined): ModelRef {
  if (text !== undefined) return parseModelRef(text);
  throw new AinError("not-configured", "No model is chosen yet.", {
    actions: [
      "Set it up: ainative-code setup",
      "Name one for this run: -m PROVIDER/MODEL (see: ainative-code providers list, ainative-code models list)",
      "Or for good: ainative-code config set model PROVIDER/MODEL",
      "Or watch a recorded run without any key: ainative-code demo",
    ],
  });
}
