import type { ModelRef } from "../providers/model-ref.ts";
import { formatModelRef } from "../providers/model-ref.ts";
import type { Catalogue, CatalogueEntry } from "./catalogue.ts";
import type { CatalogueLayer } from "./layer.ts";
import { mergeFacts, type Told } from "./merge-facts.ts";
import { ModelBook } from "./model-book.ts";

/** `like` leads from one model to the next; more steps than this go in a circle. */
const maxSteps = 4;

/**
 * A catalogue of layers. `layersOf` gives those of a provider, the weakest first; it is asked once, when the provider's
 * first model is looked up.
 */
export function layeredCatalogue(layersOf: (provider: string) => readonly CatalogueLayer[]): Catalogue {
  const books = new Map<string, ModelBook>();
  const bookOf = (provider: string): ModelBook => {
    const known = books.get(provider) ?? new ModelBook(layersOf(provider));
    books.set(provider, known);
    return known;
  };
  const entry = ({ provider, model }: ModelRef, asked: string): CatalogueEntry | undefined => {
    const { told, alias } = toldOf({ provider, model }, bookOf, maxSteps);
    return mergeFacts({ provider, id: asked, ...(alias === undefined ? {} : { alias }) }, told);
  };
  const found = new Map<string, CatalogueEntry | undefined>();
  return {
    find(ref) {
      const key = formatModelRef(ref);
      if (!found.has(key)) found.set(key, entry(ref, ref.model));
      return found.get(key);
    },
    list: (provider) => bookOf(provider).ids.flatMap((id) => entry({ provider, model: id }, id) ?? []),
  };
}

interface Lookup {
  readonly told: readonly Told[];
  readonly alias?: string;
}

/** What is told of the model itself, over what is told of the one that it is like. */
function toldOf({ provider, model }: ModelRef, bookOf: (provider: string) => ModelBook, steps: number): Lookup {
  const id = bookOf(provider).idOf(model);
  if (id === undefined) return { told: [] };
  const own = bookOf(provider).told(id);
  const alias = id === model ? {} : { alias: `${provider}/${id}` };
  const like = own.findLast(({ like: named }) => named !== undefined)?.like ?? "";
  const slash = like.indexOf("/");
  if (slash <= 0 || steps === 0) return { told: own, ...alias };
  const other = toldOf({ provider: like.slice(0, slash), model: like.slice(slash + 1) }, bookOf, steps - 1);
  return { told: [...other.told, ...own], alias: other.alias ?? like };
}
