import { isObject } from "@ainative-code/provider-kit";

/** The levels of `thinkingConfig.thinkingLevel`, from the least to the most. */
export const wireLevels = ["MINIMAL", "LOW", "MEDIUM", "HIGH"] as const;
export type WireLevel = (typeof wireLevels)[number];

/** What a model takes in a request. */
export interface Rules {
  /** How it is told how hard to think. */
  readonly thinking: "level" | "budget" | "none";
  readonly levels: readonly WireLevel[];
  /** Tokens. */
  readonly leastBudget: number;
  readonly mostBudget: number;
  /** A budget of 0 turns thinking off. */
  readonly canDisable: boolean;
  /** It thinks where the request says nothing, so that summaries of its thoughts can be asked for. */
  readonly thinks: boolean;
  /** The first call of each step must have a signature; where there is none, one that says so. */
  readonly sentinel: boolean;
  /** The vendor's own signatures go back. */
  readonly signatures: boolean;
  /** Images and PDFs inside the result of a call. */
  readonly mediaInResults: boolean;
  /** `responseJsonSchema`, alone and together with tools. */
  readonly format: boolean;
  readonly formatWithTools: boolean;
  readonly tools: boolean;
  readonly system: boolean;
  readonly sampling: boolean;
  /** Tokens; `undefined` where it is not known. */
  readonly maxOutput: number | undefined;
}

/** A model nobody has heard of: everything may work, and what does not is learned from the refusal. */
const unknown: Rules = {
  thinking: "level",
  levels: wireLevels,
  leastBudget: 128,
  mostBudget: 32_768,
  canDisable: true,
  thinks: false,
  sentinel: false,
  signatures: true,
  mediaInResults: false,
  format: true,
  formatWithTools: true,
  tools: true,
  system: true,
  sampling: true,
  maxOutput: undefined,
};

const fromLow = ["LOW", "MEDIUM", "HIGH"] as const;

/** A new Gemini is like the last ones. */
const line3: Rules = { ...unknown, levels: fromLow, thinks: true, sentinel: true, mediaInResults: true };

const line25: Rules = { ...unknown, thinking: "budget", thinks: true, formatWithTools: false };

const older: Rules = { ...unknown, thinking: "none", formatWithTools: false };

/** The lines of models, by a part of the id behind any prefix of a gateway; the first that fits counts. */
const lines: readonly (readonly [RegExp, Rules])[] = [
  [/gemini-.*-(image|tts)\b/, { ...unknown, thinking: "none" }],
  [/gemini-3-pro/, { ...line3, levels: ["LOW", "HIGH"] }],
  [/gemini-3(\.[0-6])?-flash|gemini-flash(-lite)?-latest/, { ...line3, levels: wireLevels }],
  [/gemini-([3-9]|\d\d)\b|gemini-pro-latest/, line3],
  [/gemini-2\.5-flash-lite/, { ...line25, leastBudget: 512, mostBudget: 24_576 }],
  [/gemini-2\.5-flash/, { ...line25, leastBudget: 1, mostBudget: 24_576 }],
  [/gemini-2\.5/, { ...line25, canDisable: false }],
  [/gemma-4/, { ...unknown, levels: ["MINIMAL", "HIGH"] }],
  [/gemini-(1|2\.0|pro-vision)\b|gemma-/, older],
];

/** What is known of a model by its name. */
export function rulesOf(model: string): Rules {
  const id = model.toLowerCase();
  return lines.find(([pattern]) => pattern.test(id))?.[1] ?? unknown;
}

/** Rules as they were noted in another process; what is not one, or is not what it should be, is left out. */
export function notedRules(noted: unknown): Partial<Rules> | undefined {
  if (!isObject(noted)) return undefined;
  const { thinking, levels, maxOutput } = noted;
  const names = new Set(Object.entries(unknown).flatMap(([name, value]) => (typeof value === "boolean" ? [name] : [])));
  const switches = Object.entries(noted).filter(([name, value]) => typeof value === "boolean" && names.has(name));
  return {
    ...Object.fromEntries(switches),
    ...(thinking === "budget" || thinking === "none" ? { thinking } : {}),
    ...(Array.isArray(levels) ? { levels: wireLevels.filter((level) => levels.includes(level)) } : {}),
    ...(typeof maxOutput === "number" && maxOutput > 0 ? { maxOutput } : {}),
  };
}
