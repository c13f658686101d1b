import type { StoredPrompt } from "../sessions/store.ts";
import { sameContent, sameMode } from "./file-state.ts";
import type { FileState } from "./file-state.ts";
import type { Ledger } from "./ledger.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { stepDiff } from "./step-diff.ts";

/** What one prompt has done to files. */
export interface TurnFacts {
  readonly prompt: StoredPrompt;
  readonly files: readonly { readonly path: string; readonly added: number; readonly removed: number }[];
}

/** Counts the lines. Where what a file became is known no more, both are 0. */
export async function turnFacts(prompt: StoredPrompt, entries: readonly LedgerEntry[], ledger: Ledger): Promise<TurnFacts> {
  const changes = Map.groupBy(entries.filter((entry) => entry.kind === "change"), ({ path }) => path);
  const files: { path: string; added: number; removed: number }[] = [];
  for (const [path, ofPath] of changes) {
    const [before, after] = [ofPath[0]?.before, ofPath.at(-1)?.after];
    if (before === undefined || after === undefined || (sameContent(before, after) && sameMode(before, after))) continue;
    await keepIfCurrent(path, after, ledger);
    const { added, removed } = stepDiff(before, after, (hash) => ledger.content(hash));
    files.push({ path, added, removed });
  }
  return { prompt, files };
}

/** The content that a tool wrote last is nowhere but in the file itself. */
async function keepIfCurrent(path: string, after: FileState, ledger: Ledger): Promise<void> {
  if (after.kind !== "file" || ledger.content(after.hash) !== undefined) return;
  const current = await ledger.look(path);
  if (current.kind === "file" && current.hash === after.hash) await ledger.keep(path);
}
