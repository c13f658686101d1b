import type { ToolCallPart } from "@ainative-code/sdk";
import type { JudgedPart } from "./policy.ts";
import type { PermissionQuestion } from "./question.ts";

/**
 * `session`: this and every later call that the same rule covers, until the run ends. `always`: in this folder, for good.
 * `nobody`: whoever could have been asked is gone.
 */
export type AskAnswer =
  | { readonly answer: "once" | "session" | "always" | "nobody" }
  | { readonly answer: "deny"; readonly reason?: string };

/** What is left to a person. */
export interface AskedQuestion extends PermissionQuestion {
  /** What the policy says of each part of the call. */
  readonly parts?: readonly JudgedPart[];
}

/** Puts a call before a person. There is none where the run has no terminal. */
export type Ask = (call: ToolCallPart, question: AskedQuestion, signal: AbortSignal) => Promise<AskAnswer>;
