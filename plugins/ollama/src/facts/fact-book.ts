import { LessonBook, objectOr } from "@ainative-code/provider-kit";
import { placeOf } from "../place.ts";
import type { Server } from "../server.ts";
import { modelFactsOf, type ModelFacts } from "./model-facts.ts";

/** What a refusal has shown a model not to take. */
type Lacks = Partial<Record<(typeof lackable)[number], false>>;

const lackable = ["tools", "vision", "thinking"] as const;

/** What servers have told of their models, while this process runs, and what they have refused, for longer. */
export class FactBook {
  readonly #known = new Map<string, ModelFacts>();
  readonly #lacks = new LessonBook(notedLacks);

  /** Asks the server once for each model; again only where it did not answer. */
  async of(server: Server, model: string, signal: AbortSignal): Promise<ModelFacts> {
    const place = placeOf(server.url, model);
    const known = this.#known.get(place);
    if (known !== undefined) return known;
    const answer = await server.ask("/api/show", { body: { model }, signal });
    const facts = withLacks(modelFactsOf(model, answer), this.#lacks.at(place, server.notes));
    if (answer !== undefined) this.#known.set(place, facts);
    return facts;
  }

  /** Corrects what is known by what a refusal has shown. Returns whether that was new. */
  correct(server: Server, model: string, correction: Partial<ModelFacts>): boolean {
    const known = this.#known.get(placeOf(server.url, model)) ?? modelFactsOf(model, undefined);
    const isNew = Object.entries(correction).some(([name, value]) => Reflect.get(known, name) !== value);
    if (isNew) this.#known.set(placeOf(server.url, model), { ...known, ...correction });
    const lacks = notedLacks(correction);
    if (isNew && Object.keys(lacks).length > 0) {
      const place = placeOf(server.url, model);
      this.#lacks.note(place, { ...this.#lacks.at(place, server.notes), ...lacks }, server.notes);
    }
    return isNew;
  }

  /** Forgets a model, for example because the server says that it is not there. */
  forget(server: Server, model: string): void {
    this.#known.delete(placeOf(server.url, model));
  }
}

/** What the server tells itself stands: it may have been given a better model of that name. */
function withLacks(facts: ModelFacts, lacks: Lacks | undefined): ModelFacts {
  const unknown = lackable.filter((name) => facts[name] === undefined && lacks?.[name] === false);
  return { ...facts, ...Object.fromEntries(unknown.map((name) => [name, false])) };
}

function notedLacks(noted: unknown): Lacks {
  const told = objectOr(noted) ?? {};
  return Object.fromEntries(lackable.filter((name) => told[name] === false).map((name) => [name, false]));
}
