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

  /** The id of another model in the book that is the same by another name. */
  aliasOf(id: string): string | undefined {
    const [, ...shorter] = aliasCandidates(id);
    const known = shorter.find((candidate) => this.#layers.some(({ models }) => models.has(candidate)));
    if (known !== undefined) return known;
    const alias = this.#bareNames().get(bareName(id));
    return alias === id ? undefined : alias;
  }

  /** From the weakest place to the strongest. */
  told(id: string): readonly (LayerModel & { readonly origin: Origin })[] {
    return this.#layers.flatMap(({ origin, models }) => {
      const model = models.get(id);
      return model === undefined ? [] : [{ ...model, origin }];
    });
  }

  /** Of several snapshots of one model, the newest that a list describes: their days sort as text. */
  #bareNames(): ReadonlyMap<string, string> {
    if (this.#byBareName === undefined) {
      const listed = new Set(this.#layers.filter(isList).flatMap(({ models }) => [...models.keys()]));
      const ids = [...this.ids.filter((id) => !listed.has(id)), ...[...listed].toSorted()];
      this.#byBareName = new Map(ids.map((id) => [bareName(id), id]));
    }
    return this.#byBareName;
  }
}

function bareName(id: string): string {
  return aliasCandidates(id).at(-1) ?? id;
}

/** It describes models; an endpoint often only names them, and the user corrects some facts. */
export function isList({ origin: { source } }: { readonly origin: Origin }): boolean {
  return source === "bundled" || source === "refreshed";
}
