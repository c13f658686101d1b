import type { Cut } from "../sessions/store.ts";
import type { FileState } from "./file-state.ts";

/** One path went from one state to another. */
export interface PathEvent {
  readonly path: string;
  readonly before: FileState;
  readonly after: FileState;
  /** Folders that were made on the way, outermost first. */
  readonly folders?: readonly string[];
}

/** What a rewind does with the conversation: which messages were left out of it before, and are after. */
export interface ChatMove {
  readonly before: readonly Cut[];
  readonly after: readonly Cut[];
}

/** Files, chat or both are brought to an earlier (or, for `redo`, a later) moment. */
export interface Move {
  readonly kind: "move";
  readonly id: string;
  readonly what: "undo" | "redo";
  /** The prompt it goes back to, for a person. */
  readonly to: string;
  /** The move that a `redo` takes back. */
  readonly of?: string;
  readonly at: string;
  /** Messages that the session had then. */
  readonly count: number;
  readonly steps: readonly PathEvent[];
  /** Folders that go where they are empty then. */
  readonly emptied: readonly string[];
  readonly chat?: ChatMove;
}

/**
 * One line of the history of a session's files, in the order in which things happened. It is written before what it
 * tells of is done, so that a crash leaves nothing that is not told.
 */
export type LedgerEntry =
  /** The first change for a prompt follows; `turn` is the id of the user's message. */
  | { readonly kind: "turn"; readonly turn: string; readonly at: string }
  | ({ readonly kind: "change"; readonly turn: string; readonly by: string } & PathEvent)
  /** A call that may have done what is not recorded here: outside the folder, over the network, in ignored files. */
  | {
      readonly kind: "effect";
      readonly turn: string;
      readonly by: string;
      readonly what: string;
      readonly why: string;
      readonly undo?: UndoCall;
    }
  | Move
  /** A plugin has taken the call with this id back. */
  | { readonly kind: "undone"; readonly id: string }
  /** The move with this id is done. */
  | { readonly kind: "moved"; readonly id: string };

/** How a plugin's tool takes one call back. */
export interface UndoCall {
  /** Of the call. */
  readonly id: string;
  readonly plugin: string;
  /** Path of the module in the plugin's package. */
  readonly module: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: string;
}
