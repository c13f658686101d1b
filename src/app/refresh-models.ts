import { AinError, toAinError } from "@ainative-code/sdk";
import type { Catalogue, CatalogueEntry } from "../core/catalogue/catalogue.ts";
import { changesOf, type ModelChange } from "../core/catalogue/compare-models.ts";
import { keptFile, keptIds, type KeptKind } from "../infra/catalogue/kept-catalogue.ts";
import { askAllModels } from "./ask-all-models.ts";
import type { FreshModels } from "./catalogue.ts";
import { knownProviders } from "./known-providers.ts";
import type { Services } from "./services.ts";

/** What one place told anew of the models of one provider. */
export interface Refreshed {
  readonly provider: string;
  readonly source: KeptKind;
  readonly models: number;
  /** Ids that this place did not name before, or that were not known at all where it was never asked. */
  readonly added: readonly string[];
  /** Ids that it names no more. */
  readonly gone: readonly string[];
  readonly changed: readonly ModelChange[];
}

export interface RefreshOptions {
  readonly provider: string | undefined;
  /** URL of a list, besides what the providers themselves say. */
  readonly from: string | undefined;
  readonly signal: AbortSignal;
  readonly onNotice: (text: string) => void;
}

/**
 * Asks providers for their models, and downloads a list where there is an address for one; keeps both for all that
 * follows. Throws what keeps it from being asked, downloaded or kept: what was kept before is then still there. Where a
 * list is downloaded, it is only told that no provider could be asked.
 */
export async function refreshModels(services: Services, options: RefreshOptions): Promise<readonly Refreshed[]> {
  const url = options.from ?? (await services.config()).core.catalogue.url;
  if (url !== undefined) refuseNoAddress(url);
  const live = await liveModels(services, options, url !== undefined);
  const list: FreshModels = url === undefined ? new Map() : await listedModels(services, options, url);
  const before = await services.openCatalogue();
  const news = [...newsOf(services, "live", live, before), ...newsOf(services, "refreshed", list, before)];
  await keep(services, live, { url, list });
  const after = await services.openCatalogue();
  return news.map(({ told, known, ...refreshed }) => {
    const changed = told.flatMap((id) => changesOf(known.get(id), after.find({ provider: refreshed.provider, model: id })));
    return { ...refreshed, changed };
  });
}

/** Before anybody is asked. */
function refuseNoAddress(url: string): void {
  if (["http:", "https:"].includes(URL.parse(url)?.protocol ?? "")) return;
  throw new AinError("invalid-input", `A list of models is downloaded by https, and ${url} is no such address.`, {
    actions: [
      "Give one that begins with https://: ainative-code models refresh --from URL",
      "What you know of models yourself is a setting: ainative-code config edit",
    ],
  });
}

async function liveModels(
  services: Services,
  { provider, signal, onNotice }: RefreshOptions,
  mayFail: boolean,
): Promise<FreshModels> {
  try {
    return await askAllModels(services, provider, signal, onNotice);
  } catch (thrown) {
    if (!mayFail || signal.aborted) throw thrown;
    onNotice(toAinError(thrown).message);
    return new Map();
  }
}

async function listedModels(services: Services, { provider, signal }: RefreshOptions, url: string): Promise<FreshModels> {
  const { downloadModels } = await import("./download-models.ts");
  return downloadModels(services, url, await knownProviders(services, provider), signal);
}

interface News extends Omit<Refreshed, "changed"> {
  readonly told: readonly string[];
  /** What was known before, by id: read before anything is written. */
  readonly known: ReadonlyMap<string, CatalogueEntry>;
}

function newsOf({ folders }: Services, source: KeptKind, fresh: FreshModels, before: Catalogue): readonly News[] {
  return [...fresh].map(([provider, models]) => {
    const told = new Set(models.map(({ id }) => id));
    const known = new Map(before.list(provider).map((entry) => [entry.id, entry]));
    const former = keptIds(keptFile(folders.cache, source, provider));
    const added = [...told].filter((id) => !(former ?? known).has(id)).toSorted();
    const gone = [...(former ?? [])].filter((id) => !told.has(id)).toSorted();
    return { provider, source, models: told.size, added, gone, told: [...told], known };
  });
}

async function keep(
  services: Services,
  live: FreshModels,
  { url = "", list }: { readonly url: string | undefined; readonly list: FreshModels },
): Promise<void> {
  const { keepLiveModels, keepModels } = await import("./keep-models.ts");
  try {
    keepModels(services, "refreshed", url, list);
    keepModels(services, "live", "the provider", live);
  } catch (thrown) {
    throw new AinError("storage", `What was asked can't be kept in ${services.folders.cache}: ${toAinError(thrown).message}`, {
      actions: ["Make room on the disk, or the folder writable"],
      cause: thrown,
    });
  }
  keepLiveModels(services, live);
}
