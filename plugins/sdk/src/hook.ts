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

type Answer<Change> = Change | Deny | undefined | void;

/**
 * The points at which a plugin can look on or step in. Handlers run one after the other in the order of plugin names,
 * each within the host's time limit; one that throws or takes too long is reported by its plugin's name and passed over.
 * What one changes, the next one sees. A denial wins over every change.
 */
export interface HookHandlers {
  session(event: { readonly sessionId: string; readonly cwd: string; readonly reason: "start" | "resume" | "end" }): Promise<void> | void;
  prompt(event: { readonly sessionId: string; readonly text: string }): MaybePromise<Answer<{ readonly text: string }>>;
  request(event: { readonly sessionId: string; readonly provider: string; readonly request: ProviderRequest }): MaybePromise<
    Answer<{ readonly request: ProviderRequest }>
  >;
  response(event: { readonly sessionId: string; readonly message: AssistantMessage }): Promise<void> | void;
  "tool:before"(event: { readonly sessionId: string; readonly call: ToolCallPart; readonly risk: Risk }): MaybePromise<
    Answer<{ readonly input: Readonly<Record<string, unknown>> }>
  >;
  "tool:after"(event: { readonly sessionId: string; readonly call: ToolCallPart; readonly result: ToolResultPart }): Promise<void> | void;
  turn(event: { readonly sessionId: string; readonly stop: Stop; readonly usage: Usage | undefined }): Promise<void> | void;
}

type MaybePromise<T> = T | Promise<T>;

export const hookPoints = ["session", "prompt", "request", "response", "tool:before", "tool:after", "turn"] as const;
export type HookPoint = (typeof hookPoints)[number];
