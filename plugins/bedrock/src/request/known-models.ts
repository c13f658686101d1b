import { unknownModel, type Rules } from "./rules.ts";

/** A new Claude is like the last ones. */
const claude: Rules = {
  ...unknownModel,
  words: "claude",
  adaptive: true,
  budget: true,
  disabled: true,
  thinks: true,
  display: true,
  temperature: false,
  topP: false,
  bothSamplings: false,
  topK: "top_k",
  history: "signed",
  needsMaxTokens: true,
  maxOutput: 128_000,
};

const claude46: Rules = { ...claude, temperature: true, topP: true, efforts: ["low", "medium", "high", "max"] };
const claude45: Rules = { ...claude46, adaptive: false, thinks: false, efforts: [], maxOutput: 64_000 };
const claude4: Rules = { ...claude45, format: false, cacheHour: false, bothSamplings: true };
const claude37: Rules = { ...claude4, documents: true };
const claude35: Rules = { ...claude37, budget: false, disabled: false, display: false, maxOutput: 8192 };
const claude3: Rules = { ...claude35, cache: false, maxOutput: 4096 };
const claude2: Rules = { ...claude3, tools: false, images: false, imagesInResults: false };

/** What everybody else lacks. */
const other: Rules = {
  ...unknownModel,
  cache: false,
  imagesInResults: false,
  resultStatus: false,
  citations: false,
  history: "text",
};

const nova: Rules = {
  ...other,
  cache: true,
  cacheTools: false,
  cacheHour: false,
  imagesInResults: true,
  resultStatus: true,
  topK: "inferenceConfig.topK",
  history: "none",
};

const openai: Rules = {
  ...other,
  words: "reasoning.effort",
  temperature: false,
  topP: false,
  stopSequences: false,
  documents: false,
  forcedTool: false,
};

const mistral: Rules = { ...other, shortIds: true, history: "none" };

/** The lines of models, by a part of the id; the first that fits counts. */
const lines: readonly (readonly [RegExp, Rules])[] = [
  [/claude-(sonnet-5-5|opus-5-5|(fable|mythos)-5-[12])/, { ...claude, budget: false, disabled: false, forcedTool: false }],
  [/claude-haiku-5-5/, { ...claude, budget: false }],
  [/claude-(fable|mythos)-5/, { ...claude, budget: false, disabled: false }],
  [/claude-(opus|sonnet)-4-6/, claude46],
  [/claude-(opus|sonnet|haiku)-4-5/, claude45],
  [/claude-opus-4-1/, { ...claude4, maxOutput: 32_000 }],
  [/claude-opus-4(?!-\d\b)/, { ...claude4, maxOutput: 32_000 }],
  [/claude-sonnet-4(?!-\d\b)/, claude4],
  [/claude-3-7/, claude37],
  [/claude-3-5/, claude35],
  [/claude-3/, claude3],
  [/claude-(instant|v?2)/, claude2],
  [/claude/, claude],
  [/nova-2|nova-premier-v2/, { ...nova, words: "nova", efforts: ["low", "medium", "high"] }],
  [/amazon\.nova|nova-(micro|lite|pro|premier)/, nova],
  [/titan/, { ...other, tools: false, system: false, images: false, documents: false }],
  [/gpt-oss/, { ...openai, words: "reasoning_effort", efforts: ["low", "medium", "high"], temperature: true, topP: true }],
  [/(^|\.)openai\./, openai],
  [/mistral|pixtral|ministral|magistral/, mistral],
  [/deepseek|qwen|minimax|moonshot|kimi|nvidia|nemotron|zai\.|glm-|google\.gemma|writer/, other],
  [/meta\.llama|llama\d/, { ...other, forcedTool: false }],
  [/cohere|ai21|jamba/, { ...other, forcedTool: false, images: false }],
];

/** What is known of a model by its name. An ARN of an application inference profile names none. */
export function rulesOf(model: string): Rules {
  const id = model.toLowerCase();
  return lines.find(([pattern]) => pattern.test(id))?.[1] ?? unknownModel;
}
