import { alternatives, declaredSecrets } from "../core/auth/declared-secrets.ts";
import { isAtHand } from "../core/auth/is-at-hand.ts";
import { sectionName } from "../core/config/section-name.ts";
import { isLoopback } from "../core/plugins/url-host.ts";
import type { PluginProblem } from "../core/plugins/contributions.ts";
import type { Config } from "./config.ts";
import type { Services } from "./services.ts";
import { addressSettings } from "./setup/address-settings.ts";

export interface ProviderRow {
  readonly id: string;
  readonly plugin: string;
  /** `ready`, or what is missing. */
  readonly state: string;
}

/** Reads manifests and settings only: no provider's code is imported. */
export async function listProviders(
  services: Services,
  onProblem: (problem: PluginProblem) => void,
): Promise<readonly ProviderRow[]> {
  const { providers } = await services.registries(onProblem);
  const config = await services.config();
  services.schemaProblems.forEach(onProblem);
  // Whether the server of an endpoint wants a key is known to its user alone: it needs the one that they have set.
  const keys = declaredSecrets(services.contributions, await services.endpoints());
  const isSet = (plugin: string, name: string): boolean => isAtHand(config.secret(plugin, name), services.environment.env);
  return providers.list().map(({ id, plugin, secrets, needs = [], endpoint }) => {
    const missing = isOnThisMachine(services, config, plugin)
      ? []
      : secrets.map(alternatives).filter((names) => !names.some((name) => isSet(plugin, name)));
    const given = keys.filter(
      (key) => endpoint !== undefined && key.provider === id && config.secret(plugin, key.name) !== undefined,
    );
    const unusable = given.filter(({ name }) => !isSet(plugin, name)).map(({ name }) => name);
    const unset = needs.filter((name) => config.get(`plugins.${sectionName(plugin)}.${name}`) === undefined);
    const wanted = [...missing.map((names) => names.join(" or ")), ...unusable, ...unset];
    return { id, plugin, state: wanted.length === 0 ? "ready" : `needs ${wanted.join(", ")}` };
  });
}

/** The user has named a server on their own machine, which answers without a key; the default of a plugin says nothing of it. */
function isOnThisMachine(services: Services, config: Config, plugin: string): boolean {
  return addressSettings(services, plugin).some((key) => {
    const value = config.source(key)?.layer === "default" ? undefined : config.get(key);
    return typeof value === "string" && isLoopback(URL.parse(value)?.hostname ?? "");
  });
}
