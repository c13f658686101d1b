import type { Capabilities, ModelInfo, Price } from "@ainative-code/sdk";
import { isRecord } from "../config/is-record.ts";
import type { ModelFacts } from "./catalogue.ts";
import { readModel } from "./read-model.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The models of a provider in a list of the shape `{PROVIDER: {models: {ID: {cost, limit, modalities, …}}}}`; `undefined`
 * where it files none of them under these names. A model that is not of the shape is left out.
 */
export function readApiList(list: unknown, names: readonly string[]): readonly (ModelInfo & ModelFacts)[] | undefined {
  const sections = isRecord(list) ? names.map((name) => list[name]) : [];
  const models = sections.map((section) => (isRecord(section) ? section["models"] : undefined)).find(isRecord);
  if (models === undefined) return undefined;
  return Object.entries(models).flatMap(([id, model]) => {
    const read = readModel(isRecord(model) ? factsOf(model) : undefined);
    return read.model === undefined || id === "" ? [] : [{ id, ...read.model.facts }];
  });
}

function factsOf(model: Fields): Fields {
  const limit = fieldsOf(model["limit"]);
  const cost = fieldsOf(model["cost"]);
  const prices = pricesOf(cost);
  return {
    name: model["name"],
    window: limit["context"],
    maxInput: limit["input"],
    maxOutput: limit["output"] === 0 ? undefined : limit["output"],
    capabilities: capabilitiesOf(model),
    ...(prices.every(isFree) ? {} : { prices }),
  };
}

/** Or not told: then there is nothing to read. */
function isFree({ input = 0, output = 0 }: Fields): boolean {
  return input === 0 && output === 0;
}

function capabilitiesOf(model: Fields): Capabilities {
  const input = fieldsOf(model["modalities"])["input"];
  const taken: readonly unknown[] | undefined = Array.isArray(input) ? input : undefined;
  const known = (name: string): boolean | undefined => (typeof model[name] === "boolean" ? model[name] : undefined);
  const thinks = known("reasoning");
  const all = {
    tools: known("tool_call"),
    imageIn: taken?.includes("image"),
    pdfIn: taken?.includes("pdf"),
    structuredOutput: known("structured_output"),
    temperature: known("temperature"),
    ...(thinks === undefined ? {} : { thinking: thinks ? {} : { levels: ["none"] } }),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** By rising size of input. Of the two ways to write tiers, the newer one counts. */
function pricesOf(cost: Fields): readonly Fields[] {
  const listed: readonly unknown[] = Array.isArray(cost["tiers"]) ? cost["tiers"] : [];
  const tiers = listed.map(fieldsOf).flatMap((tier) => {
    const { type, size } = fieldsOf(tier["tier"]);
    return type === "context" && typeof size === "number" ? [{ rates: tier, above: size }] : [];
  });
  const older = isRecord(cost["context_over_200k"]) ? [{ rates: cost["context_over_200k"], above: 200_000 }] : [];
  const dearer = (tiers.length > 0 ? tiers : older).toSorted((a, b) => a.above - b.above);
  return [ratesOf(cost), ...dearer.map(({ rates, above }) => ({ ...ratesOf(rates), inputTokensAbove: above }))];
}

const rateNames = {
  input: "input",
  output: "output",
  cacheRead: "cache_read",
  cacheWrite: "cache_write",
} as const satisfies Partial<Record<keyof Price, string>>;

function ratesOf(cost: Fields): Fields {
  const rates = Object.entries(rateNames).map(([name, theirs]) => [name, cost[theirs]] as const);
  return Object.fromEntries(rates.filter(([, rate]) => rate !== undefined && rate !== null));
}

function fieldsOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}
