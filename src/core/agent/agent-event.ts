import type {
  AinError,
  Message,
  StreamEvent,
  ToolCallPart,

  ToolOutput,
  ToolResultPart,
  Usage,
} from "@ainative-code/sdk";
import type { Spent, SpentOnModel } from "../cost/spend-tally.ts";

/**
 * What a run of the agent tells its faces (text, JSON, stream-JSON, screen), in order:
 * `session` · `message` (the prompt, saved) · then per step: `stream`* · `message` (the answer, saved) · per call
 * `tool-begin` · `tool-output`* · `tool-end` · `message` (the results, saved) · … · exactly one `result` at the end.
 * Nothing of an answer is told before the prompt it answers is saved.
 */
export type AgentEvent =
  | SessionEvent
  | SavedMessageEvent
  | StreamedEvent
  | ToolBeginEvent
  | ToolOutputEvent
  | ToolEndedEvent
  | NoticeEvent
  | SubAgentEvent
  | ResultEvent;

export interface SessionEvent {
  readonly type: "session";
  readonly sessionId: string;
  readonly resumed: boolean;
  readonly cwd: string;
  /** `provider/model`. */
  readonly model: string;
  readonly permissionMode: string;
  readonly tools: readonly string[];
  /** Nothing of it is kept: it can't be gone on with later. */
  readonly ephemeral?: true;
}

/** A message that is on disk now. */
export interface SavedMessageEvent {
  readonly type: "message";
  readonly message: Message;
}

/** An event of the provider's stream, as it comes; `finish` and `error` are told by `message` and `result` instead. */
export interface StreamedEvent {
  readonly type: "stream";
  readonly event: Exclude<StreamEvent, { readonly type: "finish" | "error" }>;
}

export interface ToolBeginEvent {
  readonly type: "tool-begin";
  readonly call: ToolCallPart;
}

export interface ToolOutputEvent {
  readonly type: "tool-output";
  readonly callId: string;
  readonly text: string;
}

export interface ToolEndedEvent {
  readonly type: "tool-end";
  readonly call: ToolCallPart;
  readonly result: ToolResultPart;
  readonly details: ToolOutput["details"];
  readonly durationMs: number;
}

/**
 * What a sub-agent tells, between `tool-begin` and `tool-end` of the call that has started it; its own run obeys the same
 * law.
 */
export interface SubAgentEvent {
  readonly type: "sub-agent";
  /** Of the call. */
  readonly callId: string;
  /** The kind of sub-agent, by its name. */
  readonly agent: string;
  readonly event: AgentEvent;
}

/** Something a person should know that is neither an answer nor a failure of the run. */
export interface NoticeEvent {
  readonly type: "notice";
  readonly level: "info" | "warning";
  readonly text: string;
}

/** `turn-limit` and `loop` have an exit code and no error code; every other failure carries its error. */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "turn-limit"; readonly limit: number }
  /** The model made the same calls with the same results over and over, also after it was told. */
  | { readonly kind: "loop"; readonly calls: readonly string[] }
  /** The model finished, but calls were refused because nobody could be asked. */
  | { readonly kind: "refused"; readonly error: AinError }
  | { readonly kind: "failed"; readonly error: AinError };

export interface ResultEvent {
  readonly type: "result";
  readonly outcome: Outcome;
  readonly sessionId: string;
  /** The text of the last answer. */
  readonly text: string;
  /** It was handed in by a call: no event has told it before. */
  readonly isHandedIn?: true;
  /** The final answer as a value that fits the form that was asked for. */
  readonly structured?: { readonly value: unknown };
  /** Requests made to the model. */
  readonly steps: number;
  readonly usage: Usage | undefined;
  /** All that was spent on the turn, also on attempts that failed; missing where nobody counts. */
  readonly spent?: Spent & { readonly models: readonly SpentOnModel[] };
  readonly durationMs: number;
}

