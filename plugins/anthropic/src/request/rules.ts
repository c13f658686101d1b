import { isObject } from "@ainative-code/provider-kit";
import type { ApiVersion } from "../settings.ts";

/** The levels of `output_config.effort`, from the least to the most. */
export const wireEfforts = ["low", "medium", "high", "xhigh", "max"] as const;
export type WireEffort = (typeof wireEfforts)[number];

/** What a model takes in a request. */
export interface Rules {
  /** The kinds of `thinking` it takes. */
  readonly adaptive: boolean;
  readonly budget: boolean;
  readonly disabled: boolean;
  readonly betweenTools: boolean;
  /** Thinking is asked for where the request does not say. */
  readonly thinks: boolean;
  /** `thinking.display` is understood. */
  readonly display: boolean;
  readonly efforts: readonly WireEffort[];
  /** Temperature, top_p and top_k of any value, in version 2023-06-01. */
  readonly sampling: boolean;
  /** A tool can be forced. */
  readonly forcedTool: boolean;
  /** `output_config.format`. */
  readonly format: boolean;
  /** Messages of the role system behind a user's. */
  readonly systemInside: boolean;
  /** `cache_control`. */
  readonly cache: boolean;
  /** Tokens; `undefined` where it is not known. */
  readonly maxOutput: number | undefined;
  /** What of earlier thinking goes back: all of it; all, with leave to drop what no longer fits; nothing. */
  readonly history: "all" | "droppable" | "none";
  /** The vendor's own texts of nothing but white space go back. */
  readonly blankText: boolean;
  /** The only version the server knows. */
  readonly version: ApiVersion | undefined;
}

/** A model nobody has heard of: everything may work, and what does not is learned from the refusal. */
const unknown: Rules = {
  adaptive: true,
  budget: true,
  disabled: true,
  betweenTools: false,
  thinks: false,
  display: false,
  efforts: wireEfforts,
  sampling: true,
  forcedTool: true,
  format: true,
  systemInside: false,
  cache: true,
  maxOutput: undefined,
  history: "all",
  blankText: true,
  version: undefined,
};

/** A new Claude is like the last ones. */
const claude: Rules = { ...unknown, thinks: true, display: true, sampling: false, systemInside: true, maxOutput: 128_000 };

const line46: Rules = { ...claude, sampling: true, systemInside: false, efforts: ["low", "medium", "high", "max"] };

const line45: Rules = { ...line46, adaptive: false, thinks: false, efforts: [], maxOutput: 64_000 };

const line4: Rules = { ...line45, format: false };

const line3: Rules = { ...line4, budget: false, disabled: false, display: false, maxOutput: 4096 };

/** The lines of models, by a beginning of the id behind any prefix of a gateway; the first that fits counts. */
const lines: readonly (readonly [RegExp, Rules])[] = [
  [/claude-sonnet-5-5/, { ...claude, budget: false, disabled: false, betweenTools: true, forcedTool: false }],
  [/claude-opus-5-5|claude-(fable|mythos)-5-[12]/, { ...claude, budget: false, disabled: false, forcedTool: false }],
  [/claude-haiku-5-5/, { ...claude, budget: false }],
  [/claude-(fable|mythos)-5/, { ...claude, budget: false, disabled: false }],
  [/claude-sonnet-5(?!-\d\b)/, { ...claude, systemInside: false }],
  [/claude-opus-4-7/, { ...claude, systemInside: false }],
  [/claude-(opus|sonnet)-4-6/, line46],
  [/claude-(opus|sonnet|haiku)-4-5/, line45],
  [/claude-opus-4-1/, { ...line45, maxOutput: 32_000 }],
  [/claude-opus-4(?!-\d\b)/, { ...line4, maxOutput: 32_000 }],
  [/claude-sonnet-4(?!-\d\b)|claude-3-7/, line4],
  [/claude-3-5/, { ...line3, maxOutput: 8192 }],
  [/claude-(instant|v?[123]\b)/, line3],
  [/claude-/, claude],
];

/** What is known of a model by its name. */
export function rulesOf(model: string): Rules {
  const id = model.toLowerCase();
  return lines.find(([pattern]) => pattern.test(id))?.[1] ?? unknown;
}

/** Rules as they were noted in another process; what is not one, or is not what it should be, is left out. */
export function notedRules(noted: unknown): Partial<Rules> | undefined {
  if (!isObject(noted)) return undefined;
  const { maxOutput, efforts, version } = noted;
  const switches = Object.keys(unknown).filter(
    (name) => noted[name] === false && typeof Reflect.get(unknown, name) === "boolean",
  );
  return {
    ...Object.fromEntries(switches.map((name) => [name, false])),
    ...(typeof maxOutput === "number" && maxOutput > 0 ? { maxOutput } : {}),
    ...(Array.isArray(efforts) ? { efforts: wireEfforts.filter((effort) => efforts.includes(effort)) } : {}),
    ...(version === "2023-06-01" ? { version } : {}),
  };
}
