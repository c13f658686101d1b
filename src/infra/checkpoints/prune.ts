import { lstatSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface PruneLimits {
  /** Milliseconds since a session's last change. */
  readonly maxAgeMs: number;
  /** Bytes of all sessions together. */
  readonly maxBytes: number;
  /** Takes a session for the removal of its copies, and gives back what ends that; `undefined` where it is in use. */
  readonly take: (session: string) => Promise<(() => Promise<void>) | undefined>;
  readonly now: number;
}

interface Kept {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly changed: number;
}

/**
 * Removes the copies of old sessions, the oldest first. Gives the ids of the sessions. What can't be removed stays. Throws
 * what `take` throws.
 */
export async function pruneCheckpoints(
  folder: string,
  { maxAgeMs, maxBytes, take, now }: PruneLimits,
): Promise<readonly string[]> {
  const sessions = namesIn(folder).map((name) => ({
    name,
    bytes: bytesOf(join(folder, name)),
    changed: changedAt(join(folder, name)),
  }));
  let total = sessions.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed: Kept[] = [];
  for (const session of sessions.toSorted((a, b) => a.changed - b.changed)) {
    if (now - session.changed <= maxAgeMs && total <= maxBytes) continue;
    const release = await take(session.name);
    if (release === undefined) continue;
    total -= session.bytes;
    if (remove(folder, session.name)) removed.push(session);
    await release();
  }
  return removed.map(({ name }) => name);
}

/** Under another name first: a copy that is half gone must not be taken for a whole one. */
function remove(folder: string, name: string): boolean {
  const going = join(folder, `${name.replace(/\.going$/, "")}.going`);
  try {
    if (join(folder, name) !== going) renameSync(join(folder, name), going);
    rmSync(going, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function changedAt(folder: string): number {
  const info = statSync(join(folder, "ledger.jsonl"), { throwIfNoEntry: false }) ?? statSync(folder, { throwIfNoEntry: false });
  return info?.mtimeMs ?? 0;
}

function bytesOf(folder: string): number {
  return namesIn(folder).reduce((sum, name) => {
    const path = join(folder, name);
    const info = lstatSync(path, { throwIfNoEntry: false });
    return sum + (info === undefined ? 0 : info.isDirectory() ? bytesOf(path) : info.size);
  }, 0);
}

/** Whether it was not done for so many milliseconds; from now on it was. Not where that can't be noted. */
export function isDue(folder: string, now: number, everyMs: number): boolean {
  const mark = `${folder}.pruned`;
  const last = statSync(mark, { throwIfNoEntry: false })?.mtimeMs;
  if (last !== undefined && now - last < everyMs) return false;
  try {
    writeFileSync(mark, "");
    return true;
  } catch {
    return false;
  }
}
