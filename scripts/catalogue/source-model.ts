/** A model as the source describes it: the members that are read here. */
export interface SourceModel {
  readonly id: string;
  readonly name: string;
  /** Only `chat` can hold a conversation. */
  readonly type: string;
  readonly reasoning?: boolean;
  readonly input: readonly string[];
  readonly cost: SourceRates & { readonly tiers?: readonly (SourceRates & { readonly inputTokensAbove: number })[] };
  readonly contextWindow: number;
  readonly maxTokens?: number;
  /** `null`: the model does not know the level. */
  readonly thinkingLevelMap?: Readonly<Record<string, string | null>>;
  readonly compat?: Readonly<Record<string, unknown>>;
  /** Seconds. */
  readonly promptCache?: { readonly short?: number; readonly long?: number };
  readonly inputLimits?: {
    readonly maxRequestBytes?: number;
    readonly images?: { readonly maxPerRequest?: number };
  };
}

/** US dollars per million tokens; 0 where there is no such rate. */
export interface SourceRates {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** The models of a file of the source that can hold a conversation, by id. */
export function sourceModels(text: string): ReadonlyMap<string, SourceModel> {
  const groups = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, SourceModel>>>>;
  const models = Object.values(groups).flatMap((group) => Object.values(group));
  return new Map(models.filter(({ type }) => type === "chat").map((model) => [model.id, model]));
}
