import { AinError } from "@ainative-code/sdk";
import type { Catalogue, CatalogueEntry } from "../core/catalogue/catalogue.ts";
import { didYouMean } from "../core/config/did-you-mean.ts";
import { parseModelRef, type ModelRef } from "../core/providers/model-ref.ts";
import { systemClock } from "./clock.ts";
import { knownProviders } from "./known-providers.ts";
import { problemText } from "./problem-text.ts";
import type { Services } from "./services.ts";

export interface ShownModel extends CatalogueEntry {
  readonly ref: string;
  /** Days since the list was made that the prices come from, where that is long ago. */
  readonly staleDays?: number;
}

/** Prices older than this may well have changed. */
const freshDays = 90;

const dayMs = 24 * 3600 * 1000;

/** More names than this are no help. */
const maxNear = 5;

/** Everything known of a model; asks nobody. Throws `unknown-model`, with names that are near, where nothing is known of it. */
export async function showModel(services: Services, ref: string, onNotice: (text: string) => void): Promise<ShownModel> {
  const model = parseModelRef(ref);
  services.onProblem((problem) => {
    onNotice(`Warning: ${problemText(problem)}`);
  });
  const catalogue = await services.catalogue();
  const entry = catalogue.find(model);
  if (entry === undefined) throw nothingKnown(catalogue, model, await knownProviders(services));
  const staleDays = ageOf(entry);
  return { ref, ...entry, ...(staleDays > freshDays ? { staleDays } : {}) };
}

function ageOf({ source, asOf = "" }: CatalogueEntry): number {
  const made = source === "config" ? Number.NaN : Date.parse(asOf);
  return Number.isNaN(made) ? 0 : Math.floor((systemClock.now() - made) / dayMs);
}

function nothingKnown(catalogue: Catalogue, { provider, model }: ModelRef, providers: readonly string[]): AinError {
  const ids = catalogue.list(provider).map(({ id }) => id);
  const near = nearNames(model, ids).map((id) => `${provider}/${id}`);
  const otherProvider = providers.includes(provider) ? undefined : didYouMean(provider, providers);
  return new AinError("unknown-model", `Nothing is known of ${provider}/${model}. It may work all the same.`, {
    actions: [
      ...(near.length === 0 ? [] : [`Did you mean ${near.join(", ")}?`]),
      ...(otherProvider === undefined ? [] : [`Did you mean the provider ${otherProvider}?`]),
      `Ask the providers for their models: ainative-code models list`,
      `Or tell what you know of it: ainative-code config set models '{"${provider}/${model}": {"like": "PROVIDER/MODEL"}}'`,
    ],
  });
}

function nearNames(model: string, ids: readonly string[]): readonly string[] {
  const closest = didYouMean(model, ids);
  const holding = ids.filter((id) => id.toLowerCase().includes(model.toLowerCase()));
  return [...new Set([...(closest === undefined ? [] : [closest]), ...holding])].slice(0, maxNear);
}
