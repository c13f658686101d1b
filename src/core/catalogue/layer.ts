import type { ModelFacts, Origin } from "./catalogue.ts";

/** What one place tells of the models of one provider. */
export interface CatalogueLayer {
  readonly origin: Origin;
  /** By id. */
  readonly models: ReadonlyMap<string, LayerModel>;
}

export interface LayerModel {
  readonly facts: ModelFacts;
  /** `provider/model` whose facts hold where nothing else is said. */
  readonly like?: string;
}
