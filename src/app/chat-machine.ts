import type { Place } from "../core/permissions/denied-reads.ts";
import type { Policy } from "../core/permissions/policy.ts";
import { sameTool } from "../core/permissions/same-tool.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import type { Machine } from "../core/tools/executor.ts";
import { machine } from "./machine.ts";
import { sandboxOf } from "./sandbox.ts";
import type { Services } from "./services.ts";

interface Settings {
  readonly policy: Pick<Policy, "mode" | "given">;
  readonly denied: (file: Place) => boolean;
}

/** This machine for one conversation, commands fenced; what is denied or confined follows the settings of the turn. */
export function chatMachine(
  services: Services,
  now: () => Settings,
  secretVariables: readonly string[],
  onProblem: (problem: PluginProblem) => void,
): Machine {
  const sandbox = sandboxOf(services);
  sandbox.onMissing((message) => {
    const { mode, given = [] } = now().policy;
    // Who has let commands run in just this run is not asked about them, and has nothing to hear.
    const isTold = mode !== "bypass" && !given.some((rule) => sameTool(rule.tool, "bash"));
    if (isTold) onProblem({ plugin: "sandbox", message });
    return isTold;
  });
  return machine({
    environment: services.environment,
    sandbox,
    unconfined: () => now().policy.mode === "bypass",
    denied: (file) => now().denied(file),
    secretVariables,
  });
}
