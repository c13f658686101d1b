import { isAtHand } from "../core/auth/is-at-hand.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import type { Services } from "./services.ts";

export interface ProviderRow {
  readonly id: string;
  readonly plugin: string;
  /** `ready`, or what is missing. */
  readonly state: string;
}

/** Reads manifests and settings only: no provider's code is imported. */
export async function listProviders(services: Services, onProblem: (problem: PluginProblem) => void): Promise<readonly ProviderRow[]> {
  const { providers } = await services.registries(onProblem);
  const config = await services.config();
  services.schemaProblems.forEach(onProblem);
  return providers.list().map(({ id, plugin, secrets }) => {
    const missing = secrets.filter((name) => !isAtHand(config.secret(plugin, name), services.environment.env));
    return { id, plugin, state: missing.length === 0 ? "ready" : `needs ${missing.join(", ")}` };
  });
}
