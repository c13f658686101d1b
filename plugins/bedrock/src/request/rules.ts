import { isObject } from "@ainative-code/provider-kit";

/** The levels of effort, from the least to the most. */
export const wireEfforts = ["low", "medium", "high", "xhigh", "max"] as const;
export type WireEffort = (typeof wireEfforts)[number];

/** In which words a model is told how hard to think. */
export type ThinkingWords = "claude" | "nova" | "reasoning_effort" | "reasoning.effort" | "none";

/** What a model takes in a request. */
export interface Rules {
  readonly words: ThinkingWords;
  readonly efforts: readonly WireEffort[];
  /** Of Claude, the kinds of `thinking` it takes. */
  readonly adaptive: boolean;
  readonly budget: boolean;
  readonly disabled: boolean;
  /** Thinking is asked for where the request does not say. */
  readonly thinks: boolean;
  /** `thinking.display` is understood. */
  readonly display: boolean;
  readonly temperature: boolean;
  readonly topP: boolean;
  /** Both of them in one request. */
  readonly bothSamplings: boolean;
  /** Which field of the model's own takes `top_k`. */
  readonly topK: "top_k" | "inferenceConfig.topK" | undefined;
  readonly stopSequences: boolean;
  readonly tools: boolean;
  /** `toolChoice.any` and `toolChoice.tool`. */
  readonly forcedTool: boolean;
  /** `outputConfig.textFormat`. */
  readonly format: boolean;
  /** `system`. */
  readonly system: boolean;
  /** Cache points, and among the tools as well, and kept for an hour. */
  readonly cache: boolean;
  readonly cacheTools: boolean;
  readonly cacheHour: boolean;
  /** `document` and `image` blocks. */
  readonly documents: boolean;
  readonly images: boolean;
  /** Images in the results of tools. */
  readonly imagesInResults: boolean;
  /** `toolResult.status`. */
  readonly resultStatus: boolean;
  /** `citationsContent`. */
  readonly citations: boolean;
  /** Earlier thinking goes back: with its signature and only with one, as it came, as text alone, or not at all. */
  readonly history: "signed" | "as-it-came" | "text" | "none";
  /** Ids of calls are nine letters and digits. */
  readonly shortIds: boolean;
  /** A request without `maxTokens` is given one. */
  readonly needsMaxTokens: boolean;
  /** Tokens; `undefined` where it is not known. */
  readonly maxOutput: number | undefined;
}

/** A model nobody has heard of: everything may work, and what does not is learned from the refusal. */
export const unknownModel: Rules = {
  words: "none",
  efforts: wireEfforts,
  adaptive: false,
  budget: false,
  disabled: false,
  thinks: false,
  display: false,
  temperature: true,
  topP: true,
  bothSamplings: true,
  topK: undefined,
  stopSequences: true,
  tools: true,
  forcedTool: true,
  format: true,
  system: true,
  cache: true,
  cacheTools: true,
  cacheHour: true,
  documents: true,
  images: true,
  imagesInResults: true,
  resultStatus: true,
  citations: true,
  history: "as-it-came",
  shortIds: false,
  needsMaxTokens: false,
  maxOutput: undefined,
};

/** Rules as they were noted in another process; what is not one, or is not what it should be, is left out. */
export function notedRules(noted: unknown): Partial<Rules> | undefined {
  if (!isObject(noted)) return undefined;
  const { maxOutput, efforts, history, words } = noted;
  const switches = Object.keys(unknownModel).filter((name) => noted[name] === false && isSwitch(name));
  return {
    ...Object.fromEntries(switches.map((name) => [name, false])),
    ...(typeof maxOutput === "number" && maxOutput > 0 ? { maxOutput } : {}),
    ...(Array.isArray(efforts) ? { efforts: wireEfforts.filter((effort) => efforts.includes(effort)) } : {}),
    ...(words === "none" ? { words } : {}),
    ...(history === "text" || history === "none" ? { history } : {}),
  };
}

function isSwitch(name: string): boolean {
  return typeof Reflect.get(unknownModel, name) === "boolean";
}
