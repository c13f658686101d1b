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

  /** The id of another model in the book that is the same by another name; one that runs in the same place comes first. */
  aliasOf(id: string): string | undefined {
    for (const names of aliasCandidates(id)) {
      const known = names.find((name) => name !== id && this.#layers.some(({ models }) => models.has(name)));
      const alias = known ?? this.#bareNames().get(names.at(-1) ?? id);
      if (alias !== undefined && alias !== id) return alias;
    }
    return undefined;
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
      const named = ids.map((id) => ({ id, names: aliasCandidates(id).map((names) => names.at(-1) ?? id) }));
      // A model of a certain place stands for one of no place only where nothing else does: later entries win.
      const elsewhere = named.flatMap(({ id, names: [, bare] }): [string, string][] => (bare === undefined ? [] : [[bare, id]]));
      this.#byBareName = new Map([...elsewhere, ...named.map(({ id, names: [bare = id] }) => [bare, id] as const)]);
    }
    return this.#byBareName;
  }
}

/** It describes models; an endpoint often only names them, and the user corrects some facts. */
export function isList({ origin: { source } }: { readonly origin: Origin }): boolean {
  return source === "bundled" || source === "refreshed";
}
