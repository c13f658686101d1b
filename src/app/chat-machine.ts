import type { Place } from "../core/permissions/denied-reads.ts";
import type { Policy } from "../core/permissions/policy.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import type { Machine } from "../core/tools/executor.ts";
import { machine } from "./machine.ts";
import { sandboxOf } from "./sandbox.ts";
import type { Services } from "./services.ts";

interface Settings {
  readonly policy: Pick<Policy, "mode">;
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
    onProblem({ plugin: "sandbox", message });
  });
  return machine({
    environment: services.environment,
    sandbox,
    unconfined: () => now().policy.mode === "bypass",
    denied: (file) => now().denied(file),
    secretVariables,
  });
}
