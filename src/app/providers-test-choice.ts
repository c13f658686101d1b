import { AinError, toAinError } from "@ainative-code/sdk";
import { sectionName } from "../core/config/section-name.ts";
import { parseModelRef } from "../core/providers/model-ref.ts";
import type { ModelRef } from "../core/providers/model-ref.ts";
import { isReady } from "../core/setup/found-provider.ts";
import type { FoundProvider } from "../core/setup/found-provider.ts";
import { askModels } from "./ask-models.ts";
import { findProviders } from "./setup/find-providers.ts";
import type { Registries } from "./registries.ts";
import type { Services } from "./services.ts";

export interface TestChoice {
  /** Default: every provider that has a key, a server that answers, or settings of the user's. */
  readonly id?: string | undefined;
  /** `provider/model`. */
  readonly model?: string | undefined;
}

/** The providers to test. Throws `not-configured` where there is none, `invalid-input` where the two choices contradict. */
export async function providersToTest(
  services: Services,
  { id, model }: TestChoice,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const named = model === undefined ? undefined : parseModelRef(model).provider;
  if (named !== undefined && id !== undefined && named !== id) {
    throw new AinError("invalid-input", `${model} is no model of ${id}.`, {
      actions: [`Leave one of the two out: ainative-code providers test -m ${model}`],
    });
  }
  const asked = id ?? named;
  if (asked !== undefined) return [asked];
  const steps = await findProviders(services, signal, () => undefined);
  const found = await Promise.all(steps.map(async (step) => step.run()));
  const usable: FoundProvider[] = [];
  for (const one of found) if (isReady(one) || (!one.needsKey && (await isSet(services, one)))) usable.push(one);
  if (usable.length > 0) return [...new Set(usable.map((one) => one.id))];
  throw new AinError("not-configured", "No provider is set up yet.", {
    actions: ["Set one up: ainative-code setup", "See what each one needs: ainative-code providers list"],
  });
}

/** The user has set something of its plugin's. */
async function isSet(services: Services, { plugin }: FoundProvider): Promise<boolean> {
  const section = `plugins.${sectionName(plugin)}.`;
  const isOwn = ({ layer }: { readonly layer: string }): boolean => layer !== "default";
  return (await services.config()).entries().some(({ key, sources }) => key.startsWith(section) && sources.some(isOwn));
}

/**
 * The model to test: the one that was named, the one in the settings where it is of this provider, else the first that
 * the provider lists. Throws what the provider throws, and `unknown-model` where it lists none.
 */
export async function modelToTest(
  services: Services,
  { providers }: Registries,
  id: string,
  named: string | undefined,
  signal: AbortSignal,
): Promise<ModelRef> {
  const { model } = (await services.config()).core;
  const known = [named, model]
    .flatMap((text) => (text === undefined ? [] : [parseModelRef(text)]))
    .find(({ provider }) => provider === id);
  if (known !== undefined) return known;
  const nameIt = `Name a model: ainative-code providers test -m ${id}/MODEL`;
  try {
    const [first] = await askModels(id, { providers, signal, onLate: services.noteLeftovers });
    if (first !== undefined) return { provider: id, model: first.id };
  } catch (thrown) {
    const error = toAinError(thrown);
    if (error.code !== "protocol" && error.status !== 404) throw error;
  }
  throw new AinError("unknown-model", `${id} lists no models.`, { actions: [nameIt] });
}
