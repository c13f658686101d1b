import type { Message, ToolCallPart, ToolResultPart } from "@ainative-code/sdk";

/** One conversation. Times are ISO 8601, UTC. */
export interface Session {
  readonly id: string;
  readonly title: string;
  /** The working directory it was begun in, absolute. */
  readonly cwd: string;
  /** `provider/model` of the last answer. */
  readonly model: string | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly messageCount: number;
  /** For the conversation of a sub-agent. */
  readonly parent?: SessionParent;
}

/** Where a sub-agent was started. */
export interface SessionParent {
  readonly session: string;
  /** The id of the call that has started it. */
  readonly call: string;
}

/** A message at its place. `seq` counts from 1 within the session, without gaps. */
export interface StoredMessage {
  readonly seq: number;
  readonly message: Message;
}

/** Messages that were taken back: they stay saved and are not part of the conversation. Both inclusive. */
export interface Cut {
  readonly from: number;
  readonly to: number;
}

/** A message of the user, at its place. */
export interface StoredPrompt {
  readonly seq: number;
  readonly id: string;
  /** As it was given, without what was attached to it. */
  readonly text: string;
  readonly at: string;
}

/** One run of one tool, kept beside the messages for `session show`, statistics and undo. */
export interface ToolExecution {
  readonly call: ToolCallPart;
  readonly result: ToolResultPart;
  /** The rule or the person that decided, for example `mode:accept-edits`. */
  readonly decidedBy: string;
  readonly startedAt: string;
  readonly durationMs: number;
}

/** Says which process holds a session, so that a dead one's hold can be recognised. */
export interface Holder {
  readonly pid: number;
  readonly hostname: string;
  /** Tells two processes with one pid apart; from the operating system. */
  readonly startToken: string;
}

/**
 * The conversations on disk. Every method may throw `storage` (with what to do next), and nothing else but what its
 * comment names; a write to a session that is not there is `storage` as well. Reading one gives nothing. Writes are done
 * in the order they were asked for, each one whole or not at all, and are on disk when their promise resolves.
 */
export interface SessionStore {
  create(session: Pick<Session, "id" | "title" | "cwd" | "createdAt" | "parent">): Promise<void>;
  /** By id, or by the beginning of one (4 characters at least); `invalid-input` where several begin so. */
  find(idOrPrefix: string): Promise<Session | undefined>;
  /**
   * Newest first, by last change. `cwd`: only those begun there. Those of sub-agents only with `of`: the ones that this
   * session has started.
   */
  list(options?: { readonly limit?: number; readonly cwd?: string; readonly of?: string }): Promise<readonly Session[]>;

  /** Adds a message at the end. Large `data` of images and files goes to attachments and comes back on reading. */
  append(sessionId: string, message: Message): Promise<StoredMessage>;
  /** The last `limit` messages before `before` (exclusive; the end if left out), oldest first. */
  page(sessionId: string, options: { readonly before?: number; readonly limit: number }): Promise<readonly StoredMessage[]>;
  /** What the model gets: the messages since the last compaction, oldest first, without those that were taken back. */
  context(sessionId: string): Promise<readonly StoredMessage[]>;
  /** Marks everything before `seq`, a message that is there, as summed up: `context` begins with it from now on. */
  compactBefore(sessionId: string, seq: number): Promise<void>;
  /** What was taken back, in order. */
  cuts(sessionId: string): Promise<readonly Cut[]>;
  /** Takes just these messages back, and no others any more. A compaction that is among them does not count. */
  setCuts(sessionId: string, cuts: readonly Cut[]): Promise<void>;
  /** All messages of the user that a turn began with, also those that were taken back, oldest first. */
  prompts(sessionId: string): Promise<readonly StoredPrompt[]>;
  setModel(sessionId: string, model: string): Promise<void>;

  recordTool(sessionId: string, execution: ToolExecution): Promise<void>;
  tools(sessionId: string): Promise<readonly ToolExecution[]>;

  /**
   * Takes the session for this process. Throws `stale-state`, naming the other process, where a living one holds it;
   * a dead one's hold is taken over.
   */
  hold(sessionId: string, holder: Holder, isAlive: (holder: Holder) => boolean): Promise<void>;
  release(sessionId: string, holder: Holder): Promise<void>;

  /** Waits for pending writes and closes the file. */
  close(): Promise<void>;
}
