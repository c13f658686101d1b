import { objectOr, objectsOf, type JsonObject } from "@ainative-code/provider-kit";

/** Fields of `generationConfig` that may be given without it. */
export const generationFields = [
  "candidateCount",
  "seed",
  "frequencyPenalty",
  "presencePenalty",
  "responseLogprobs",
  "logprobs",
  "mediaResolution",
  "responseModalities",
  "speechConfig",
  "responseMimeType",
  "responseSchema",
  "responseJsonSchema",
  "thinkingConfig",
  "temperature",
  "topP",
  "topK",
] as const;

/** What `request.options` adds, by where it goes. */
export interface Options {
  /** Fields beside `contents`. */
  readonly top: JsonObject;
  readonly generation: JsonObject;
  readonly toolConfig: JsonObject;
  /** Tools of the vendor's own, for example `{googleSearch: {}}`. */
  readonly tools: readonly JsonObject[];
}

export function optionsOf(options: JsonObject = {}): Options {
  const { generationConfig, toolConfig, tools, ...rest } = options;
  const isGeneration = (name: string): boolean => generationFields.some((field) => field === name);
  const entries = Object.entries(rest);
  return {
    top: Object.fromEntries(entries.filter(([name]) => !isGeneration(name))),
    generation: { ...Object.fromEntries(entries.filter(([name]) => isGeneration(name))), ...objectOr(generationConfig) },
    toolConfig: objectOr(toolConfig) ?? {},
    tools: objectsOf(tools),
  };
}
