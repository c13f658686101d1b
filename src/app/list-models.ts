import { AinError } from "@ainative-code/sdk";
import type { CatalogueEntry } from "../core/catalogue/catalogue.ts";
import { askAllModels } from "./ask-all-models.ts";
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
  return rowsOf([...told].flatMap(([provider, models]) => models.map(({ id }) => catalogue.find({ provider, model: id }) ?? [])).flat());
}

/** The models that the catalogue knows; asks nobody. Throws `unknown-model` for a provider that no plugin declares. */
export async function listKnownModels(services: Services, only: string | undefined, onNotice: (text: string) => void): Promise<readonly ModelRow[]> {
  services.onProblem((problem) => {
    onNotice(`Warning: ${problemText(problem)}`);
  });
  const catalogue = await services.catalogue();
  return rowsOf(providersOf(services, only).flatMap((id) => catalogue.list(id)));
}

/** The ids of all providers that plugins declare, or the one asked for. Throws `unknown-model` where it is not one of them. */
export function providersOf({ contributions }: Pick<Services, "contributions">, only: string | undefined): readonly string[] {
  const declared = contributions.contributions.filter(({ kind }) => kind === "provider").map(({ id }) => id);
  const ids = [...new Set(declared)];
  if (only === undefined) return ids;
  if (ids.includes(only)) return [only];
  throw new AinError("unknown-model", `No installed plugin brings the provider "${only}".`, {
    actions: [`Use one of these: ${ids.join(", ")}`],
  });
}

function rowsOf(entries: readonly CatalogueEntry[]): readonly ModelRow[] {
  return entries
    .map(({ origins: _origins, ...entry }) => ({ ...entry, ref: `${entry.provider}/${entry.id}` }))
    .toSorted((a, b) => (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0));
}
