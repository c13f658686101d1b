import { placeOf } from "../place.ts";
import type { Server } from "../server.ts";
import { modelFactsOf, type ModelFacts } from "./model-facts.ts";

/** What servers have told of their models, while this process runs. */
export class FactBook {
  readonly #known = new Map<string, ModelFacts>();

  /** Asks the server once for each model; again only where it did not answer. */
  async of(server: Server, model: string, signal: AbortSignal): Promise<ModelFacts> {
    const place = placeOf(server.url, model);
    const known = this.#known.get(place);
    if (known !== undefined) return known;
    const answer = await server.ask("/api/show", { body: { model }, signal });
    const facts = modelFactsOf(model, answer);
    if (answer !== undefined) this.#known.set(place, facts);
    return facts;
  }

  /** Corrects what is known by what a refusal has shown. Returns whether that was new. */
  correct(server: Server, model: string, correction: Partial<ModelFacts>): boolean {
    const known = this.#known.get(placeOf(server.url, model)) ?? modelFactsOf(model, undefined);
    const isNew = Object.entries(correction).some(([name, value]) => Reflect.get(known, name) !== value);
    if (isNew) this.#known.set(placeOf(server.url, model), { ...known, ...correction });
    return isNew;
  }

  /** Forgets a model, for example because the server says that it is not there. */
  forget(server: Server, model: string): void {
    this.#known.delete(placeOf(server.url, model));
  }
}
