import { AinError } from "@ainative-code/sdk";
import { didYouMean } from "../config/did-you-mean.ts";
import { sectionName } from "../config/section-name.ts";
import { endpointKey } from "../plugins/endpoint-settings.ts";
import type { Contribution, Contributions } from "../plugins/contributions.ts";

/** A secret that a plugin declares in its manifest. */
export interface DeclaredSecret {
  /** The id of the provider it is for; for a plugin without one the name of its section. */
  readonly provider: string;
  readonly plugin: string;
  readonly name: string;
  /** The setting it is set by, as `plugins.openai.apiKey`. */
  readonly key: string;
  /** The provider can't work without it, or it is the usual one of several that will do. */
  readonly needed: boolean;
}

/** Every secret that can be set, by provider; those of endpoints that the user has named last. */
export function declaredSecrets(
  { plugins, contributions }: Contributions,
  endpoints: readonly Contribution[] = [],
): readonly DeclaredSecret[] {
  const ofPlugins = plugins.flatMap(({ facts, manifest }) => {
    const section = sectionName(facts.name);
    const own = contributions.filter(({ kind, plugin }) => kind === "provider" && plugin === facts.name);
    const takers: readonly Pick<Contribution, "id" | "secrets">[] = own.length === 0 ? [{ id: section, secrets: [] }] : own;
    return takers.flatMap(({ id, secrets }) =>
      [
        ...new Set([...secrets.flatMap(alternatives), ...(manifest.rights?.secrets ?? []).filter((name) => !name.includes("*"))]),
      ].map((name) => ({
        provider: id,
        plugin: facts.name,
        name,
        key: `plugins.${section}.${name}`,
        needed: secrets.some((one) => alternatives(one)[0] === name),
      })),
    );
  });
  return [...ofPlugins, ...endpoints.flatMap((one) => secretsOfEndpoint(one, plugins))];
}

/** The names of secrets of which one will do. */
export function alternatives(secret: string): readonly string[] {
  return secret.split("|");
}

/** An endpoint takes what its provider can't work without; whether its server wants it, nobody knows. */
function secretsOfEndpoint({ id, plugin, endpoint }: Contribution, plugins: Contributions["plugins"]): readonly DeclaredSecret[] {
  const base = plugins.find(({ facts }) => facts.name === plugin)?.manifest.providers?.find((one) => one.id === endpoint?.base);
  if (endpoint === undefined) return [];
  return (base?.secrets ?? []).flatMap(alternatives).map((secret) => {
    const name = endpointKey(endpoint, secret);
    return { provider: id, plugin, name, key: `plugins.${sectionName(plugin)}.${name}`, needed: true };
  });
}

/**
 * The one that is meant by a provider (or the section or package of a plugin) and a name; without a name the only one, or
 * the only one that is needed. `invalid-input` where there is none, or more than one.
 */
export function pickSecret(all: readonly DeclaredSecret[], provider: string, name?: string): DeclaredSecret {
  const own = all.filter((one) => [one.provider, one.plugin, sectionName(one.plugin)].includes(provider));
  if (own.length === 0) throw unknownProvider(all, provider);
  if (name !== undefined) {
    const named = own.find((one) => one.name === name);
    if (named === undefined) throw unclear(own, `${provider} has no key named "${name}".`);
    return named;
  }
  const needed = own.filter((one) => one.needed);
  const [only, ...others] = needed.length === 0 ? own : needed;
  if (only === undefined || others.length > 0) throw unclear(own, `${provider} has several keys.`);
  return only;
}

function unknownProvider(all: readonly DeclaredSecret[], provider: string): AinError {
  const known = [...new Set(all.map((one) => one.provider))];
  const close = didYouMean(provider, known);
  const hint = close === undefined ? "" : ` Did you mean "${close}"?`;
  return new AinError("invalid-input", `No installed plugin takes a key for "${provider}".${hint}`, {
    actions: [`Name one of these: ${known.join(", ")}`, "See them with: ainative-code auth key list"],
  });
}

function unclear(own: readonly DeclaredSecret[], sentence: string): AinError {
  return new AinError("invalid-input", sentence, {
    actions: [`Say which one: --name ${own.map((one) => one.name).join(" | ")}`],
  });
}
