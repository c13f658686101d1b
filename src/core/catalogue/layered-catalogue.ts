import type { ModelRef } from "../providers/model-ref.ts";
import { formatModelRef } from "../providers/model-ref.ts";
import type { Catalogue, CatalogueEntry } from "./catalogue.ts";
import type { CatalogueLayer } from "./layer.ts";
import { mergeFacts, type Told } from "./merge-facts.ts";
import { isList, ModelBook } from "./model-book.ts";

/** One name leads to the next; more steps than this go in a circle. */
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

/** What is told of the model itself, over what is told of the one that it is like, or that is the same by another name. */
function toldOf({ provider, model }: ModelRef, bookOf: (provider: string) => ModelBook, steps: number): Lookup {
  const book = bookOf(provider);
  const own = book.told(model);
  const like = own.findLast((one) => one.like !== undefined)?.like;
  const alias = own.some(isList) ? undefined : book.aliasOf(model);
  const name = like ?? (alias === undefined ? "" : `${provider}/${alias}`);
  const slash = name.indexOf("/");
  if (slash <= 0 || steps === 0) return { told: own };
  const other = toldOf({ provider: name.slice(0, slash), model: name.slice(slash + 1) }, bookOf, steps - 1);
  return other.told.length === 0 ? { told: own } : { told: [...other.told, ...own], alias: other.alias ?? name };
}
