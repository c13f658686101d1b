import type { CatalogueEntry } from "../core/catalogue/catalogue.ts";
import { askAllModels } from "./ask-all-models.ts";
import { knownProviders } from "./known-providers.ts";
import { problemText } from "./problem-text.ts";
import type { Services } from "./services.ts";

export interface ModelRow extends Omit<CatalogueEntry, "origins"> {
  /** What `-m` takes. */
  readonly ref: string;
}

/**
 * The models that the providers name, with what the catalogue knows besides, by `ref`. Throws and tells what
 * `askAllModels` throws and tells.
 */
export async function listModels(
  services: Services,
  only: string | undefined,
  signal: AbortSignal,
  onNotice: (text: string) => void,
): Promise<readonly ModelRow[]> {
  const told = await askAllModels(services, only, signal, onNotice);
  const { keepLiveModels } = await import("./keep-models.ts");
  keepLiveModels(services, told);
  const catalogue = await services.openCatalogue(told);
  return rowsOf(
    [...told].flatMap(([provider, models]) => models.map(({ id }) => catalogue.find({ provider, model: id }) ?? [])).flat(),
  );
}

/** The models that the catalogue knows; asks nobody. Throws `unknown-model` for a provider that there is not. */
export async function listKnownModels(
  services: Services,
  only: string | undefined,
  onNotice: (text: string) => void,
): Promise<readonly ModelRow[]> {
  services.onProblem((problem) => {
    onNotice(`Warning: ${problemText(problem)}`);
  });
  const [catalogue, providers] = await Promise.all([services.catalogue(), knownProviders(services, only)]);
  return rowsOf(providers.flatMap((id) => catalogue.list(id)));
}

function rowsOf(entries: readonly CatalogueEntry[]): readonly ModelRow[] {
  return entries
    .map(({ origins: _origins, ...entry }) => ({ ...entry, ref: `${entry.provider}/${entry.id}` }))
    .toSorted((a, b) => (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0));
}
