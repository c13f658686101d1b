import type { CatalogueEntry, ModelFacts, Origin } from "./catalogue.ts";

/** What one place says of one model. What is not known is left out, never `undefined`. */
export interface Told {
  readonly origin: Origin;
  readonly facts: ModelFacts;
}

interface Asked {
  readonly provider: string;
  readonly id: string;
  readonly alias?: string;
}

const plainFacts = ["name", "window", "maxInput", "maxOutput", "inputLimits", "prices"] as const satisfies readonly (keyof ModelFacts)[];

/** Lays what places tell over each other, the weakest first: each fact by itself, so is each capability. */
export function mergeFacts(asked: Asked, told: readonly Told[]): CatalogueEntry | undefined {
  const strongest = told.at(-1);
  if (strongest === undefined) return undefined;
  const origins = originsOf(told);
  const { source, asOf } = origins["prices"] ?? strongest.origin;
  const known = told.reduce<ModelFacts>((all, { facts }) => laidOver(all, facts), {});
  return { ...known, ...asked, source, ...(asOf === undefined ? {} : { asOf }), origins };
}

function laidOver(all: ModelFacts, { capabilities, ...facts }: ModelFacts): ModelFacts {
  return { ...all, ...facts, ...(capabilities === undefined ? {} : { capabilities: { ...all.capabilities, ...capabilities } }) };
}

function originsOf(told: readonly Told[]): Readonly<Record<string, Origin>> {
  const origins = told.flatMap(({ origin, facts }) => {
    const plain = plainFacts.filter((fact) => facts[fact] !== undefined);
    const capabilities = Object.keys(facts.capabilities ?? {}).map((name) => `capabilities.${name}`);
    return [...plain, ...capabilities].map((fact) => [fact, origin] as const);
  });
  return Object.fromEntries(origins);
}
