import type { ModelInfo } from "@ainative-code/sdk";
import { keepCatalogue, keptFile, type KeptKind } from "../infra/catalogue/kept-catalogue.ts";
import { writeModels } from "../infra/completion/models-cache.ts";
import { today, type FreshModels } from "./catalogue.ts";
import type { Services } from "./services.ts";

/** Keeps what was told of the models of some providers, in place of what was told before. Throws where it can't be written. */
export function keepModels({ folders }: Pick<Services, "folders">, kind: KeptKind, source: string, told: FreshModels): void {
  for (const [provider, models] of told) {
    keepCatalogue(keptFile(folders.cache, kind, provider), { source, date: today(), models });
  }
}

/** Keeps what providers have just told, for the catalogue and for completion. What can't be kept is asked again the next time. */
export function keepLiveModels(services: Pick<Services, "folders">, told: FreshModels): void {
  writeModels(services.folders.cache, Object.fromEntries([...told].map(([provider, models]) => [provider, models.map(idOf)])));
  try {
    keepModels(services, "live", "the provider", told);
  } catch {
    // A full or read-only disk: the list is shown all the same.
  }
}

function idOf({ id }: ModelInfo): string {
  return id;
}
