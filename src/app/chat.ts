import type { Message, Part } from "@ainative-code/sdk";
import type { AgentEvent } from "../core/agent/agent-event.ts";
import type { Compacted } from "../core/agent/compact.ts";
import type { TurnTasks } from "../core/agent/turn-tasks.ts";
import type { Rewinder } from "../core/checkpoints/rewinder.ts";
import type { ContextReport } from "../core/context/context-report.ts";
import type { Gatekeeper } from "../core/permissions/gatekeeper.ts";
import type { PermissionMode } from "../core/permissions/policy.ts";
import type { Machine } from "../core/tools/executor.ts";
import type { Hiding } from "../core/tools/hide-secrets.ts";
import type { ChatChange } from "./chat-change.ts";

/** The machine, and who is asked before it is touched. */
export interface Reach {
  readonly gatekeeper: Gatekeeper;
  readonly machine: Machine;
  /** Takes the run's secrets out of what the model is told. */
  readonly hiding: Hiding;
}

/** One conversation. */
export interface Chat {
  readonly sessionId: string;
  /** `provider/model`. */
  readonly model: string;
  readonly permissionMode: PermissionMode;
  /** What the model has been told and has said since the last compaction. */
  messages(): readonly Message[];
  /** The sub-agents of the turn that has had some last. */
  tasks(): Pick<TurnTasks, "running" | "stop"> | undefined;
  /** Answers one prompt. One run at a time; the next one goes on where this one ended, however it did. */
  run(prompt: string, signal: AbortSignal, attachments?: readonly Part[]): AsyncGenerator<AgentEvent, void>;
  /** For the next run, by the settings as they are now. Throws `AinError` for what can't be used; then nothing changes. */
  change(change: ChatChange): Promise<void>;
  /** Sums the conversation up and goes on with that alone. Throws `AinError`; then nothing changes. */
  compact(focus: string, signal: AbortSignal): Promise<Compacted>;
  /** What fills the model's window. */
  context(signal: AbortSignal): Promise<ContextReport>;
  /** Asks what has to be asked before something is read or run by the user's wish. */
  readonly reach: Reach;
  /** Goes back and forth in this conversation. */
  rewinder(): Promise<Rewinder>;
  /** Gives the session back; what else was opened may serve the next one. Never throws. */
  leave(): Promise<void>;
  /** Gives the session back and closes what was opened. Never throws. */
  close(): Promise<void>;
}
