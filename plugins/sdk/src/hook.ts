import type { ToolCallPart, ToolResultPart } from "./content.ts";
import type { AssistantMessage } from "./message.ts";
import type { ProviderRequest } from "./provider-request.ts";
import type { Risk } from "./risk.ts";
import type { Stop } from "./stop.ts";
import type { Usage } from "./usage.ts";

/** A handler that returns this stops what was about to happen; the reason is shown and told to the model. */
export interface Deny {
  readonly deny: string;
}

/** What each point tells its handlers. */
export interface HookEvents {
  session: { readonly sessionId: string; readonly cwd: string; readonly reason: "start" | "resume" | "end" };
  prompt: { readonly sessionId: string; readonly text: string };
  request: { readonly sessionId: string; readonly provider: string; readonly request: ProviderRequest };
  response: { readonly sessionId: string; readonly message: AssistantMessage };
  "tool:before": { readonly sessionId: string; readonly call: ToolCallPart; readonly risk: Risk };
  "tool:after": { readonly sessionId: string; readonly call: ToolCallPart; readonly result: ToolResultPart };
  turn: { readonly sessionId: string; readonly stop: Stop; readonly usage: Usage | undefined };
}

/** What a handler may return besides nothing, at the points where it may step in. */
export interface HookAnswers {
  session: undefined;
  prompt: { readonly text: string } | Deny;
  request: { readonly request: ProviderRequest } | Deny;
  response: undefined;
  "tool:before": { readonly input: Readonly<Record<string, unknown>> } | Deny;
  "tool:after": undefined;
  turn: undefined;
}

type MaybePromise<T> = T | Promise<T>;

/**
 * The points at which a plugin can look on or step in. Handlers run one after the other in the order of plugin names,
 * each within the host's time limit and with a copy of the event: what one returns, the next one sees, and what it does
 * to the event itself changes nothing. A denial wins over every change. A handler that throws or takes too long is reported
 * by its plugin's name; at `prompt`, `request` and `tool:before` that is a denial, everywhere else it is passed over.
 */
export type HookHandlers = {
  [P in keyof HookEvents]: (event: HookEvents[P]) => MaybePromise<HookAnswers[P] | undefined | void>;
};

/** Where plugins can step in, in the order of a turn. */
export const hookPoints = ["session", "prompt", "request", "response", "tool:before", "tool:after", "turn"] as const;
/** One of `hookPoints`. */
export type HookPoint = (typeof hookPoints)[number];
