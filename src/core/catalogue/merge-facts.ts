import type { Capabilities, Price } from "@ainative-code/sdk";
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

const plainFacts = [
  "name", "window", "maxInput", "maxOutput", "inputLimits", "prices",
] as const satisfies readonly (keyof ModelFacts)[];

/**
 * Lays what places tell over each other, the weakest first: each fact by itself, so is each capability. Where nobody
 * tells the most of input, it is the window.
 */
export function mergeFacts(asked: Asked, told: readonly Told[]): CatalogueEntry | undefined {
  const strongest = told.at(-1);
  if (strongest === undefined) return undefined;
  const origins = originsOf(told);
  const { source, asOf } = origins["prices"] ?? strongest.origin;
  const known = told.reduce<ModelFacts>((all, { facts }) => laidOver(all, facts), {});
  return {
    ...(known.window === undefined ? {} : { maxInput: known.window }),
    ...known,
    ...asked,
    source,
    ...(asOf === undefined ? {} : { asOf }),
    origins,
  };
}

function laidOver(all: ModelFacts, { capabilities, prices, ...facts }: ModelFacts): ModelFacts {
  return {
    ...all,
    ...facts,
    ...(prices === undefined ? {} : { prices: keepingHourlyRate(prices, all.prices) }),
    ...(capabilities === undefined ? {} : { capabilities: capabilitiesOver(all.capabilities ?? {}, capabilities) }),
  };
}

/** What is known of thinking is laid over member by member too. */
function capabilitiesOver(all: Capabilities, said: Capabilities): Capabilities {
  return { ...all, ...said, ...(said.thinking === undefined ? {} : { thinking: { ...all.thinking, ...said.thinking } }) };
}

/**
 * Lists of prices seldom name the rate for keeping a prompt an hour. Where a weaker place knows it, it stays as many
 * times the price of input as it is there: left out, it would pass for the lower rate of minutes.
 */
function keepingHourlyRate(prices: readonly Price[], before: readonly Price[] = []): readonly Price[] {
  const [known] = before;
  if (known?.cacheWrite1h === undefined || known.input === 0) return prices;
  const factor = known.cacheWrite1h / known.input;
  return prices.map((price) => (price.cacheWrite === undefined ? price : { cacheWrite1h: price.input * factor, ...price }));
}

function originsOf(told: readonly Told[]): Readonly<Record<string, Origin>> {
  const origins = told.flatMap(({ origin, facts }) => {
    const plain = plainFacts.filter((fact) => facts[fact] !== undefined);
    const capabilities = Object.keys(facts.capabilities ?? {}).map((name) => `capabilities.${name}`);
    return [...plain, ...capabilities].map((fact) => [fact, origin] as const);
  });
  return Object.fromEntries(origins);
}
