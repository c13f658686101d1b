import type { Provider } from "@ainative-code/sdk";
import { toAinError } from "@ainative-code/sdk";
import { declaredSecrets, type DeclaredSecret } from "../../core/auth/declared-secrets.ts";
import { isAtHand } from "../../core/auth/is-at-hand.ts";
import type { Config } from "../../core/config/config.ts";
import type { Contribution, PluginProblem } from "../../core/plugins/contributions.ts";
import { isReady, type FoundProvider } from "../../core/setup/found-provider.ts";
import type { Step } from "../../core/setup/step.ts";
import type { Services } from "../services.ts";
import { addressSettings } from "./address-settings.ts";
import { stateOf } from "./choose-provider.ts";

/** A server that runs on this machine answers at once. */
const answerLimitMs = 3000;

/**
 * One step for each provider that has a server to connect to: is its key at hand, or does its server answer without one?
 * Nothing is sent to where a key would be needed.
 */
export async function findProviders(
  services: Services,
  signal: AbortSignal,
  onProblem: (problem: PluginProblem) => void,
): Promise<readonly Step<FoundProvider>[]> {
  const { providers } = await services.registries(onProblem);
  const config = await services.config();
  const secrets = declaredSecrets(services.contributions, await services.endpoints());
  return providers.list().filter((one) => hostsOf(services, one).length > 0).map((one) => ({
    title: one.id,
    run: async () => {
      const found = describe(services, config, one, secrets);
      if (found.key !== undefined || found.needsKey) return found;
      const { provider, host } = await providers.load(one.id);
      const limit = AbortSignal.any([signal, AbortSignal.timeout(answerLimitMs)]);
      return { ...found, ...(await asked(async () => provider.models(host, limit), signal)) };
    },
    told: stateOf,
    isNothing: (found) => !isReady(found),
  }));
}

/** The secret that setup asks for: the one that the provider can't work without, else the first one it takes. */
function secretOf({ id, plugin }: Contribution, all: readonly DeclaredSecret[]): DeclaredSecret | undefined {
  const own = all.filter((one) => one.plugin === plugin && one.provider === id);
  return own.find(({ needed }) => needed) ?? own[0];
}

function describe(
  services: Services,
  config: Config,
  contribution: Contribution,
  secrets: readonly DeclaredSecret[],
): FoundProvider {
  const { id, plugin } = contribution;
  const secret = secretOf(contribution, secrets);
  const setting = secret === undefined ? undefined : config.secret(secret.plugin, secret.name);
  const key = isAtHand(setting, services.environment.env) ? setting : undefined;
  const needsKey = secret?.needed === true && !isAddressed(services, config, contribution);
  return { id, plugin, secret, needsKey, key, models: undefined, silence: undefined };
}

function hostsOf({ contributions }: Services, { plugin }: Contribution): readonly string[] {
  return contributions.plugins.find(({ facts }) => facts.name === plugin)?.manifest.rights?.hosts ?? [];
}

/** The user has named a server of their own, which may need no key. */
function isAddressed(services: Services, config: Config, contribution: Contribution): boolean {
  if (contribution.endpoint !== undefined) return true;
  return addressSettings(services, contribution.plugin).some((key) => {
    const source = config.source(key);
    return source !== undefined && source.layer !== "default";
  });
}

type Answer = Pick<FoundProvider, "models" | "silence">;

async function asked(models: () => ReturnType<Provider["models"]>, signal: AbortSignal): Promise<Answer> {
  try {
    return { models: (await models()).length, silence: undefined };
  } catch (thrown) {
    signal.throwIfAborted();
    return { models: undefined, silence: toAinError(thrown).message };
  }
}
