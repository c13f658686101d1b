import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processExists } from "../process/process-exists.ts";

const prefix = "ainative-code-sandbox-";

/** A folder that only this user can enter; it goes with the process at the latest. */
export interface SessionTemp {
  readonly path: string;
  /** A folder in it, for temporary files of fenced commands. */
  readonly inside: string;
  /** Never throws. */
  remove(): void;
}

/** Throws the system's error, for example where the disk is full. */
export function sessionTemp(): SessionTemp {
  removeStale();
  const path = realpathSync(mkdtempSync(join(tmpdir(), `${prefix}${String(process.pid)}-`)));
  const inside = join(path, "tmp");
  mkdirSync(inside, { mode: 0o700 });
  const remove = (): void => {
    process.off("exit", remove);
    removeQuietly(path);
  };
  process.on("exit", remove);
  return { path, inside, remove };
}

/** What processes that were killed have left. */
function removeStale(): void {
  const left = new RegExp(`^${prefix}(\\d+)-`);
  for (const name of readdirSync(tmpdir())) {
    const pid = left.exec(name)?.[1];
    if (pid !== undefined && !processExists(Number(pid))) removeQuietly(join(tmpdir(), name));
  }
}

/** Folders may be there that a command has made unreadable. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 1 });
  } catch {
    // The system's own cleaning gets what can't be removed.
  }
}
