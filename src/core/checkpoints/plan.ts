import { sameContent, sameMode } from "./file-state.ts";
import type { FileState } from "./file-state.ts";
import type { LedgerEntry, PathEvent } from "./ledger-entry.ts";

/** One file that is to become what it was. */
export interface PlannedStep {
  readonly path: string;
  readonly current: FileState;
  readonly target: FileState;
  /** Somebody else's change would go with it: ask before. */
  readonly conflict?: string;
}

export interface Plan {
  readonly steps: readonly PlannedStep[];
  /** Files that can't be brought back, with the reason. */
  readonly impossible: readonly { readonly path: string; readonly why: string }[];
  /** Folders that were made since, innermost first. */
  readonly folders: readonly string[];
}

/** Everything that happened to files, in order: changes by tools, and earlier moves. */
function pathEvents(entries: readonly LedgerEntry[]): readonly PathEvent[] {
  return entries.flatMap((entry) => (entry.kind === "change" ? [entry] : entry.kind === "move" ? entry.steps : []));
}

/** What has to be done so that all files are as they were before the first of these entries. */
export async function planBefore(since: readonly LedgerEntry[], look: (path: string) => Promise<FileState>): Promise<Plan> {
  const events = pathEvents(since);
  const steps: PlannedStep[] = [];
  const impossible: { path: string; why: string }[] = [];
  for (const [path, ofPath] of Map.groupBy(events, (event) => event.path)) {
    const step = stepOf(path, ofPath, await look(path));
    if (step === undefined) continue;
    if (step.target.kind === "unkept") impossible.push({ path, why: step.target.why });
    else if (step.current.kind === "unkept") impossible.push({ path, why: `${step.current.why}, and would be lost` });
    else steps.push(step);
  }
  return {
    steps,
    impossible,
    folders: [...new Set(events.flatMap(({ folders = [] }) => folders))].toSorted((a, b) => b.length - a.length),
  };
}

function stepOf(path: string, events: readonly PathEvent[], current: FileState): PlannedStep | undefined {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isBroken = wasChangedBetween(events);
  // What was taken back already, or never came about, is no change of ours: whatever the file is now, it stays.
  if (!isBroken && sameContent(first.before, last.after) && sameMode(first.before, last.after)) return undefined;
  // Bits that no tool has changed are left as they are now.
  const modeMoved = !sameMode(first.before, last.after) || current.kind === "none";
  const target = modeMoved ? first.before : withModeOf(first.before, current);
  if (sameContent(current, target) && sameMode(current, target)) return undefined;
  const conflict = conflictIn(isBroken, last.after, current, modeMoved);
  return { path, current, target, ...(conflict === undefined ? {} : { conflict }) };
}

function conflictIn(isBroken: boolean, expected: FileState, current: FileState, modeMoved: boolean): string | undefined {
  const isExpected = sameContent(current, expected) && (!modeMoved || sameMode(current, expected));
  if (!isExpected) return current.kind === "none" ? "was deleted since" : "has changed since";
  return isBroken ? "was changed by somebody else in between" : undefined;
}

function wasChangedBetween(events: readonly PathEvent[]): boolean {
  return events.some(({ before }, index) => {
    const earlier = events[index - 1];
    return earlier !== undefined && !sameContent(earlier.after, before);
  });
}

function withModeOf(state: FileState, current: FileState): FileState {
  if (state.kind !== "file" || current.kind !== "file" || current.mode === undefined) return state;
  return { ...state, mode: current.mode };
}
