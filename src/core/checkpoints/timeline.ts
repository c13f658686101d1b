import type { StoredPrompt } from "../sessions/store.ts";
import type { LedgerEntry, Move } from "./ledger-entry.ts";

/** The entries from the first one on that belongs to this message or came after it. */
export function entriesSince(
  entries: readonly LedgerEntry[],
  seq: number,
  prompts: readonly StoredPrompt[],
): readonly LedgerEntry[] {
  const seqs = new Map(prompts.map((prompt) => [prompt.id, prompt.seq]));
  const at = entries.findIndex((entry) => momentOf(entry, seqs) >= seq);
  return at < 0 ? [] : entries.slice(at);
}

/** The entries from a move on, itself included. */
export function entriesFromMove(entries: readonly LedgerEntry[], id: string): readonly LedgerEntry[] {
  const at = entries.findIndex((entry) => entry.kind === "move" && entry.id === id);
  return at < 0 ? [] : entries.slice(at);
}

/** A move stands behind the last message that there was. Only entries that begin something have a moment. */
function momentOf(entry: LedgerEntry, seqs: ReadonlyMap<string, number>): number {
  if (entry.kind === "turn") return seqs.get(entry.turn) ?? -1;
  return entry.kind === "move" ? entry.count + 0.5 : -1;
}

/** The last `undo` that was not taken back. */
export function lastUndo(entries: readonly LedgerEntry[]): Move | undefined {
  const moves = entries.filter((entry) => entry.kind === "move");
  const redone = new Set(moves.map(({ of }) => of));
  return moves.findLast(({ what, id }) => what === "undo" && !redone.has(id));
}

/** A move that was begun and not ended. */
export function unfinished(entries: readonly LedgerEntry[]): Move | undefined {
  const done = new Set(entries.flatMap((entry) => (entry.kind === "moved" ? [entry.id] : [])));
  return entries.filter((entry) => entry.kind === "move").findLast(({ id }) => !done.has(id));
}
