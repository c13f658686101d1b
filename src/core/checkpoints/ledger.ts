import type { FileState } from "./file-state.ts";
import type { LedgerEntry } from "./ledger-entry.ts";

/** The history of one session's files, and the contents it speaks of. Every method may throw `storage`. */
export interface Ledger {
  /** All entries, oldest first. A last one that a crash has cut off is left out. */
  entries(): readonly LedgerEntry[];
  /** On disk when it returns. `isSafe`: even where the power fails. */
  append(entry: LedgerEntry, isSafe?: boolean): void;
  /** What stands at a path, without keeping its content. */
  look(path: string): Promise<FileState>;
  /** What stands at a path, its content kept. */
  keep(path: string): Promise<FileState>;
  /** Keeps a content that comes from elsewhere; `hash`: its SHA-256. */
  store(hash: string, bytes: Uint8Array): void;
  /** Resolves when all contents that were kept are safe, even where the power fails. */
  settled(): Promise<void>;
  /** A content that was kept; `undefined` where it is gone or damaged. */
  content(hash: string): Buffer | undefined;
  /**
   * Makes `to` of what is at the path, folders included, whole or not at all. Throws `stale-state` where it is not `from` any
   * more, `storage` where the content is gone.
   */
  place(path: string, from: FileState, to: FileState): Promise<void>;
  /** Removes a folder where it is empty. */
  removeEmpty(folder: string): void;
  /** The folders above a path that are not there, outermost first. */
  missingFolders(path: string): readonly string[];
}
