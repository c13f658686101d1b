import type { ToolCallPart } from "@ainative-code/sdk";
import type { PermissionQuestion } from "./question.ts";

/**
 * `session`: this and every later call that the same rule covers, until the run ends. `always`: in this folder, for good.
 * `nobody`: whoever could have been asked is gone.
 */
export type AskAnswer =
  | { readonly answer: "once" | "session" | "always" | "nobody" }
  | { readonly answer: "deny"; readonly reason?: string };

/** Puts a call before a person. There is none where the run has no terminal. */
export type Ask = (call: ToolCallPart, question: PermissionQuestion, signal: AbortSignal) => Promise<AskAnswer>;
