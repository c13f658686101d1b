/** `undefined` means unknown: the host then tries, and learns from a refusal. */
export type Known = boolean | undefined;

/** How hard a model thinks, from not at all to as hard as it can. */
export const efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"] as const;
/** One of `efforts`. */
export type Effort = (typeof efforts)[number];

/** What a model takes and can do. */
export interface Capabilities {
  readonly tools?: Known;
  readonly parallelTools?: Known;
  readonly forcedTool?: Known;
  readonly strictTools?: Known;
  readonly toolStreaming?: Known;
  readonly imageIn?: Known;
  readonly pdfIn?: Known;
  readonly imagesInToolResult?: Known;
  readonly structuredOutput?: Known;
  readonly thinking?: {
    readonly levels?: readonly Effort[];
    readonly canDisable?: Known;
    /** A budget in tokens is understood. */
    readonly budget?: Known;
  };
  readonly temperature?: Known;
  readonly topP?: Known;
  readonly topK?: Known;
  readonly systemMidConversation?: Known;
  readonly promptCache?: { readonly kind: "none" | "auto" | "explicit"; readonly ttlSeconds?: readonly number[] };
  readonly citations?: Known;
  readonly tokenCount?: Known;
}

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly cacheWrite1h?: number;
  /** This price holds when the input is larger than so many tokens. */
  readonly inputTokensAbove?: number;
}

/** What is known of a model; what is missing is unknown. */
export interface ModelInfo {
  /** The vendor's name, without the provider. */
  readonly id: string;
  readonly name?: string;
  /** Tokens. */
  readonly maxInput?: number;
  /** Tokens. */
  readonly maxOutput?: number;
  /** In bytes, images and pixels of the longer side. */
  readonly inputLimits?: { readonly bytes?: number; readonly images?: number; readonly pixels?: number };
  readonly capabilities?: Capabilities;
  /** From the smallest to the largest `inputTokensAbove`. */
  readonly prices?: readonly Price[];
}
