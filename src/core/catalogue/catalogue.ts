import type { ModelInfo } from "@ainative-code/sdk";
import type { ModelRef } from "../providers/model-ref.ts";

/** What can be known of a model besides its id, each by itself. */
export type ModelFacts = Omit<ModelInfo, "id"> & {
  /** Tokens of input and answer together, where the vendor limits their sum. */
  readonly window?: number;
};

/** Where a fact comes from, the weakest first: the plugin's own file, a download, the vendor's endpoint, the user's config. */
export const catalogueSources = ["bundled", "refreshed", "live", "config"] as const;
export type CatalogueSource = (typeof catalogueSources)[number];

export interface Origin {
  readonly source: CatalogueSource;
  /** ISO date, of what the facts describe or of when they were asked for. */
  readonly asOf?: string;
  /** Who says so, such as the name of the list. */
  readonly by?: string;
}

/** Everything known of a model, each fact from the strongest place that tells it. What is not there is not known. */
export interface CatalogueEntry extends ModelInfo {
  readonly provider: string;
  readonly window?: number;
  /** Of the prices; of the strongest place where there are none. */
  readonly source: CatalogueSource;
  readonly asOf?: string;
  /** The model whose entry this is, as `provider/model`, where the one asked for has none of its own. */
  readonly alias?: string;
  /** By fact; by `capabilities.NAME` for each of those. */
  readonly origins: Readonly<Record<string, Origin>>;
}

/** What is known of models. It asks nobody and never throws. */
export interface Catalogue {
  /** By its id, or by one that means the same model; `undefined` where nothing is known: try it, then. */
  find(model: ModelRef): CatalogueEntry | undefined;
  /** All models of a provider, by id; none where nothing is known. */
  list(provider: string): readonly CatalogueEntry[];
}
