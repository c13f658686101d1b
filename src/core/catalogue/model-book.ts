import { aliasCandidates } from "./alias-candidates.ts";
import type { Origin } from "./catalogue.ts";
import type { CatalogueLayer, LayerModel } from "./layer.ts";

/** What all places tell of the models of one provider. */
export class ModelBook {
  readonly #layers: readonly CatalogueLayer[];
  #byBareName: ReadonlyMap<string, string> | undefined;

  /** From the weakest to the strongest. */
  constructor(layers: readonly CatalogueLayer[]) {
    this.#layers = layers;
  }

  get ids(): readonly string[] {
    return [...new Set(this.#layers.flatMap(({ models }) => [...models.keys()]))].toSorted();
  }

  /** The id that stands in the book for this one: itself, or one that means the same model. */
  idOf(id: string): string | undefined {
    const candidates = aliasCandidates(id);
    const known = candidates.find((candidate) => this.#layers.some(({ models }) => models.has(candidate)));
    if (known !== undefined) return known;
    const bare = candidates.at(-1);
    return bare === undefined ? undefined : this.#bareNames().get(bare);
  }

  /** From the weakest place to the strongest. */
  told(id: string): readonly (LayerModel & { readonly origin: Origin })[] {
    return this.#layers.flatMap(({ origin, models }) => {
      const model = models.get(id);
      return model === undefined ? [] : [{ ...model, origin }];
    });
  }

  /** Of several snapshots of one model, the newest: their days sort as text. */
  #bareNames(): ReadonlyMap<string, string> {
    return (this.#byBareName ??= new Map(this.ids.map((id) => [aliasCandidates(id).at(-1) ?? id, id])));
  }
}
