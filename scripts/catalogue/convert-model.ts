import type { ModelInfo } from "@ainative-code/sdk";
import { convertCapabilities } from "./convert-capabilities.ts";
import { convertPrices } from "./convert-prices.ts";
import type { SourceModel } from "./source-model.ts";
import type { Source } from "./sources.ts";

/** A line of a catalogue. `window`: tokens of input and answer together. */
export type CatalogueLine = ModelInfo & { readonly window: number };

export function convertModel(model: SourceModel, sibling: SourceModel | undefined, source: Source): CatalogueLine {
  const { id, name, maxTokens, inputLimits } = model;
  const window = windowOf(model, sibling);
  const isShared = model.reasoning === true && source.sharedWindow?.test(id) === true;
  const limits = {
    ...(inputLimits?.maxRequestBytes === undefined ? {} : { bytes: inputLimits.maxRequestBytes }),
    ...(inputLimits?.images?.maxPerRequest === undefined ? {} : { images: inputLimits.images.maxPerRequest }),
  };
  const prices = convertPrices(model, source.hourlyCache?.test(id) ?? false);
  return {
    id,
    name,
    window,
    maxInput: window - (isShared ? (maxTokens ?? 0) : 0),
    ...(maxTokens === undefined ? {} : { maxOutput: maxTokens }),
    ...(Object.keys(limits).length === 0 ? {} : { inputLimits: limits }),
    capabilities: convertCapabilities(levelled(model, sibling), source),
    ...(prices === undefined ? {} : { prices }),
  };
}

/** The source ends some windows where the price of input rises, so that nobody pays it unawares; the model reads on. */
function windowOf({ contextWindow, cost }: SourceModel, sibling: SourceModel | undefined): number {
  const isCut = cost.tiers?.some(({ inputTokensAbove }) => inputTokensAbove === contextWindow) === true;
  return isCut ? Math.max(contextWindow, sibling?.contextWindow ?? 0) : contextWindow;
}

/** Of the two lists, the one that names more levels knows them. */
function levelled(model: SourceModel, sibling: SourceModel | undefined): SourceModel {
  const [own, other] = [model.thinkingLevelMap ?? {}, sibling?.thinkingLevelMap ?? {}];
  return Object.keys(other).length > Object.keys(own).length ? { ...model, thinkingLevelMap: other } : model;
}
