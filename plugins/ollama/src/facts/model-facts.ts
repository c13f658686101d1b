import type { Known } from "@ainative-code/sdk";
import { filled, isObject, listOr, numberOr, objectOr } from "@ainative-code/provider-kit";

/** What a server tells of one model. `undefined`: it does not tell, so the model is let try. */
export interface ModelFacts {
  /** It answers; an embedding model does not. */
  readonly completes: Known;
  readonly tools: Known;
  readonly vision: Known;
  readonly thinking: Known;
  /** Thinking has levels, not only on and off. */
  readonly thinksInLevels: boolean;
  /** Thinking can't be turned off. */
  readonly alwaysThinks: boolean;
  /** Tokens the model was made for. */
  readonly contextLength: number | undefined;
  /** `num_ctx` of its Modelfile: whoever made the model wants at least this. */
  readonly modelfileWindow: number | undefined;
  /** It runs at ollama.com, through the user's server. */
  readonly remote: boolean;
}

/** Renderers of the server that tell levels of thinking apart. */
const levelRenderers: ReadonlySet<unknown> = new Set(["qwen3.8", "glimmer", "nemotron-3.5-nano"]);

/** Reads the answer of `/api/show`, or an entry of `/api/tags`; anything else gives facts of which none is known. */
export function modelFactsOf(model: string, answer: unknown): ModelFacts {
  const shown = objectOr(answer) ?? {};
  const capabilities = listOr(shown["capabilities"]);
  const has = (name: string): Known => (capabilities.length === 0 ? undefined : capabilities.includes(name));
  const isGptOss = /^gpt-?oss$/.test(String(objectOr(shown["details"])?.["family"])) || /(^|\/)gpt-oss\b/.test(model);
  return {
    completes: has("completion"),
    tools: has("tools"),
    vision: has("vision"),
    thinking: has("thinking"),
    thinksInLevels: isGptOss || levelRenderers.has(shown["renderer"]),
    alwaysThinks: isGptOss,
    contextLength: contextLengthOf(shown),
    modelfileWindow: parameterOf(shown["parameters"], "num_ctx"),
    remote: filled(shown["remote_host"]) !== undefined || filled(shown["remote_model"]) !== undefined,
  };
}

/** `<architecture>.context_length` of the model's file, else what the list says. */
function contextLengthOf(shown: Readonly<Record<string, unknown>>): number | undefined {
  const info = shown["model_info"];
  const details = objectOr(shown["details"]);
  const listed = numberOr(shown["context_length"]) ?? numberOr(details?.["context_length"]);
  const inFile = isObject(info) ? (architectureLength(info) ?? anyLength(info)) : undefined;
  return positive(inFile) ?? positive(listed);
}

function architectureLength(info: Readonly<Record<string, unknown>>): number | undefined {
  return numberOr(info[`${String(info["general.architecture"])}.context_length`]);
}

function anyLength(info: Readonly<Record<string, unknown>>): number | undefined {
  const name = Object.keys(info).find((key) => key.endsWith(".context_length"));
  return name === undefined ? undefined : numberOr(info[name]);
}

/** A number of a Modelfile's parameters, which come as lines of `name   value`. */
function parameterOf(parameters: unknown, name: string): number | undefined {
  const line = filled(parameters)
    ?.split("\n")
    .find((each) => each.trim().split(/\s+/)[0] === name);
  return positive(Number(line?.trim().split(/\s+/)[1]));
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : undefined;
}
