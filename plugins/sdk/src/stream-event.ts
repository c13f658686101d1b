import type { Citation, FilePart, ImagePart, Native, OpaquePart, Origin, ToolCallPart, ToolResultPart } from "./content.ts";
import type { AinError } from "./error.ts";
import type { Stop } from "./stop.ts";
import type { Usage } from "./usage.ts";

/**
 * What a provider yields. `part` numbers the parts of one answer from 0 in the order they begin.
 * Order law: `start` < (a part's start < its deltas < its end)* < exactly one terminal (`finish` or `error`).
 * Parts may interleave. A tool call may be executed when its `tool-end` has come AND the answer has ended with
 * `finish`; a stream that stops without its vendor's terminal mark ends with stop reason `interrupted`.
 */
export type StreamEvent =
  | StartEvent
  | TextStartEvent
  | TextDeltaEvent
  | TextEndEvent
  | ThinkingStartEvent
  | ThinkingDeltaEvent
  | ThinkingEndEvent
  | ToolStartEvent
  | ToolDeltaEvent
  | ToolEndEvent
  | WholePartEvent
  | UsageEvent
  | RateLimitEvent
  | RetryEvent
  | FallbackEvent
  | RawEvent
  | FinishEvent
  | ErrorEvent;

/** The first event of an answer: who gives it. */
export interface StartEvent {
  readonly type: "start";
  readonly origin: Origin;
  readonly warnings?: readonly string[];
  /** The answer was paid for before, or is being paid for by another request. Comes from the host, never from a provider. */
  readonly cached?: true;
}

/** A text begins; `part` names it until its end. */
export interface TextStartEvent {
  readonly type: "text-start";
  readonly part: number;
  readonly refusal?: boolean;
}

/** The next words of a text. */
export interface TextDeltaEvent {
  readonly type: "text-delta";
  readonly part: number;
  readonly text: string;
}

/** A text is whole. */
export interface TextEndEvent {
  readonly type: "text-end";
  readonly part: number;
  readonly citations?: readonly Citation[];
  readonly native?: Native;
}

/** Thinking begins; `part` names it until its end. */
export interface ThinkingStartEvent {
  readonly type: "thinking-start";
  readonly part: number;
}

/** The next words of what is thought. */
export interface ThinkingDeltaEvent {
  readonly type: "thinking-delta";
  readonly part: number;
  readonly text: string;
}

/** Thinking is whole. */
export interface ThinkingEndEvent {
  readonly type: "thinking-end";
  readonly part: number;
  readonly redacted?: boolean;
  readonly native?: Native;
}

/** A call begins, to be shown; what it asks for is not known yet. */
export interface ToolStartEvent {
  readonly type: "tool-start";
  readonly part: number;
  readonly id: string;
  readonly name: string;
}

/** A piece of the arguments as text, to show and never to parse. */
export interface ToolDeltaEvent {
  readonly type: "tool-delta";
  readonly part: number;
  readonly textDelta: string;
}

/** A call is whole, and may be run: nothing before this event may. */
export interface ToolEndEvent {
  readonly type: "tool-end";
  readonly part: number;
  readonly call: ToolCallPart;
}

/** A part that arrives whole. */
export interface WholePartEvent {
  readonly type: "part";
  readonly part: number;
  readonly content: OpaquePart | ImagePart | FilePart | ToolResultPart;
}

/** The usage so far; a later one replaces an earlier one. */
export interface UsageEvent {
  readonly type: "usage";
  readonly usage: Usage;
}

/** What is left of a vendor's limit. `resetMs` is the time until it is full again. */
export interface RateLimitEvent {
  readonly type: "rate-limit";
  readonly limits: readonly {
    readonly name: string;
    readonly limit?: number;
    readonly remaining?: number;
    readonly resetMs?: number;
  }[];
}

/** Comes from the host's retry law, never from a provider. */
export interface RetryEvent {
  readonly type: "retry";
  readonly attempt: number;
  readonly delayMs: number;
  readonly error: AinError;
}

/**
 * From here on another model answers: the one before failed, and nothing of an answer had been shown. Comes from the host,
 * never from a provider.
 */
export interface FallbackEvent {
  readonly type: "fallback";
  /** `provider/model`, as all names of models here. */
  readonly from: string;
  readonly to: string;
  readonly error: AinError;
}

/** A vendor event as it came, for debugging. */
export interface RawEvent {
  readonly type: "raw";
  readonly data: unknown;
}

/** The last event of an answer that came to its end, by the vendor's terminal mark. */
export interface FinishEvent {
  readonly type: "finish";
  readonly stop: Stop;
  readonly usage?: Usage;
  /** Becomes `native` of the whole message. */
  readonly native?: Native;
  readonly origin?: Partial<Origin>;
  /** Added to those of `start`: what is known at the end only. */
  readonly warnings?: readonly string[];
}

/** The last event of an answer that failed. */
export interface ErrorEvent {
  readonly type: "error";
  readonly error: AinError;
}
