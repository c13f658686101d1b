import type { Config as OclifConfig } from "@ainative-code/sdk/oclif";
import { configSchemaOf } from "../core/config/config-schema.ts";
import type { ConfigKey } from "../core/config/config-key.ts";
import { declaredSecrets } from "../core/auth/declared-secrets.ts";
import { atCursor, type AtCursor } from "../core/completion/at-cursor.ts";
import type { Choice, ValueKind } from "../core/completion/choice.ts";
import { keyChoices, settingChoices } from "../core/completion/setting-choices.ts";
import { commandShapes } from "./command-shapes.ts";
import type { Services } from "./services.ts";

/** More than a screenful is of no use to anybody. */
const maxSessions = 50;

type Asked = Extract<AtCursor, { readonly kind: ValueKind }>;

/**
 * What may stand at the cursor of a command line, without the program's name. It reads manifests, a cache of models and
 * the titles of sessions; no plugin's code and no network. What can't be read gives no choices.
 */
export async function complete(services: Services, oclif: OclifConfig, words: readonly string[]): Promise<readonly Choice[]> {
  const whole = words[0]?.startsWith("-") === true ? ["chat", ...words] : words;
  const found = atCursor(whole, commandShapes(oclif));
  if ("choices" in found) return found.choices;
  const all = await lookUp[found.kind](services, found).catch(() => []);
  return all
    .filter(({ value }) => value.startsWith(found.typed))
    .map((choice) => ({ ...choice, value: found.prefix + choice.value }));
}

const lookUp: Readonly<Record<ValueKind, (services: Services, asked: Asked) => Promise<readonly Choice[]>>> = {
  model: async (services, { typed }) => models(services, typed),
  provider: async (services) => (await providers(services)).map((value) => ({ value })),
  "key-provider": async (services) => keyProviders(services),
  session: async (services) => sessions(services),
  "config-key": async (services) => keyChoices((await configKeys(services)).values()),
  "config-value": async (services, { before, typed }) => {
    const key = (await configKeys(services)).get(before.at(-1) ?? "");
    if (key?.name === "model") return models(services, typed);
    return key === undefined ? [] : settingChoices(key);
  },
  setting: async (services, { typed }) => {
    const keys = await configKeys(services);
    const key = keys.get(typed.slice(0, typed.indexOf("=")));
    if (key === undefined || !typed.includes("=")) return keyChoices(keys.values(), "=");
    return settingChoices(key).map((choice) => ({ ...choice, value: `${key.name}=${choice.value}` }));
  },
};

/** Whoever takes a key: providers, and plugins of other services. */
async function keyProviders(services: Services): Promise<readonly Choice[]> {
  const secrets = declaredSecrets(services.contributions, await services.endpoints().catch(() => []));
  return [...new Set(secrets.map(({ provider }) => provider))].toSorted().map((value) => ({ value }));
}

async function configKeys(services: Services): Promise<ReadonlyMap<string, ConfigKey>> {
  return configSchemaOf(await services.pluginSchemas()).keys;
}

async function providers(services: Services): Promise<string[]> {
  const endpoints = await services.endpoints().catch(() => []);
  const ids = [...services.contributions.contributions, ...endpoints]
    .filter(({ kind }) => kind === "provider")
    .map(({ id }) => id);
  return [...new Set(ids)].toSorted();
}

/** As they were listed last; of a provider whose models were never listed, its name, and behind that what its catalogue knows. */
async function models(services: Services, typed: string): Promise<readonly Choice[]> {
  const { readModels } = await import("../infra/completion/models-cache.ts");
  const listed = readModels(services.folders.cache);
  const all = (await providers(services)).map(async (provider) => {
    const ids = listed[provider] ?? (typed.startsWith(`${provider}/`) ? await knownIds(services, provider) : []);
    return ids.length === 0 ? [`${provider}/`] : ids.map((id) => `${provider}/${id}`);
  });
  return (await Promise.all(all)).flat().map((value) => ({ value }));
}

async function knownIds(services: Services, provider: string): Promise<readonly string[]> {
  const catalogue = await services.catalogue().catch(() => undefined);
  return catalogue?.list(provider).map(({ id }) => id) ?? [];
}

async function sessions({ folders, environment }: Services): Promise<readonly Choice[]> {
  const { peekSessions } = await import("../infra/completion/peek-sessions.ts");
  const found = peekSessions(`${folders.data}/sessions.db`, { cwd: environment.cwd, limit: maxSessions });
  return found.map(({ id, title }) => ({ value: id.slice(0, 8), description: title }));
}
