import type { Effort, ToolDeclaration } from "@ainative-code/sdk";
import type { Spending } from "../budget/spending.ts";
import type { Clock } from "../clock.ts";
import type { LateRules } from "../context/late-rules.ts";
import type { AgentHooks } from "../hooks/agent-hooks.ts";
import type { PermissionMode } from "../permissions/permission-mode.ts";
import type { HookRunner } from "../plugins/hook-runner.ts";
import type { ModelRef } from "../providers/model-ref.ts";
import type { ModelStream } from "../providers/model-stream.ts";
import type { Compaction } from "./compaction.ts";
import type { Conversation } from "./conversation.ts";
import type { ExpectedOutput } from "./expected-output.ts";
import type { Advice } from "./refused-calls.ts";
import type { ToolStepOptions } from "./tool-step.ts";

export interface AgentParts {
  readonly conversation: Conversation;
  readonly resumed: boolean;
  readonly cwd: string;
  readonly permissionMode: PermissionMode;
  readonly model: ModelRef;
  readonly stream: ModelStream;
  /** Resolves once a request that was just begun is on its way: heavy work waits for it. */
  readonly dispatched: () => Promise<void>;
  readonly system: readonly string[];
  /** In the order of their names, so that a prompt cache holds. */
  readonly tools: readonly ToolDeclaration[];
  readonly toolStep: Pick<ToolStepOptions, "executor" | "isRead">;
  /** Rules that the calls of a step have made known. */
  readonly late?: Pick<LateRules, "take">;
  /** Makes room where the conversation fills the model's window. */
  readonly compaction?: Compaction | undefined;
  readonly hooks: HookRunner;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Requests to the model for one prompt. */
  readonly maxTurns: number;
  readonly maxOutputTokens: number | undefined;
  /** How hard the model thinks; its own way where it is not set. */
  readonly effort?: Effort | undefined;
  /** The form the final answer has to have. */
  readonly output?: ExpectedOutput | undefined;
  /** The provider goes on although the user has cancelled and nobody waits for it any more. */
  readonly onLate?: () => void;
  /** Who counts the money; without it nothing is known of costs. */
  readonly spending?: Pick<Spending, "beginTurn" | "costOf" | "takeNotices" | "turn">;
  /** The user's own commands at the moments of a conversation. */
  readonly userHooks?: AgentHooks | undefined;
  /** What the person has said since the turn began and was not told the model yet; it is taken by the call. */
  readonly steering?: (() => readonly string[]) | undefined;
  /** Rounds of the same calls with the same results after which the model is told, and then stopped; 0 or nothing for never. */
  readonly loopLimit?: number | undefined;
  /** For the advice that a refused call gets. */
  readonly advice?: Advice;
}

/** What may become another between two runs. */
export type AgentChange = Partial<
  Pick<AgentParts, "model" | "stream" | "system" | "permissionMode" | "maxTurns" | "maxOutputTokens" | "effort" | "loopLimit">
>;
