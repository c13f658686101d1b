import { lstatSync, readlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { isTemporaryName } from "../files/replace-file.ts";
import { walk } from "../files/walk.ts";

/** Tells two states of one path apart without reading it. */
export interface Stamp {
  readonly size: number;
  /** Nanoseconds since the epoch. */
  readonly modified: bigint;
  readonly mode: number;
  /** The number of the file itself, whatever its name. */
  readonly file: bigint;
  /** Where a symbolic link leads. */
  readonly target?: string;
}

export interface ScanLimits {
  readonly maxFiles: number;
  readonly maxMs: number;
}

/**
 * All files and links in the folder that no `.gitignore` names, by absolute path, but for those that this program is writing;
 * `undefined` beyond a limit.
 */
export async function scanTree(cwd: string, { maxFiles, maxMs }: ScanLimits): Promise<ReadonlyMap<string, Stamp> | undefined> {
  const found = new Map<string, Stamp>();
  const end = performance.now() + maxMs;
  const everything = { cwd, root: cwd, includeIgnored: false, allows: () => true, signal: undefined };
  for await (const shown of walk(everything)) {
    if (isTemporaryName(basename(shown))) continue;
    const path = join(cwd, shown);
    const stamp = stampOf(path);
    if (stamp !== undefined) found.set(path, stamp);
    if (found.size > maxFiles || performance.now() > end) return undefined;
  }
  return found;
}

/** `undefined` where nothing is that could be told. */
export function stampOf(path: string): Stamp | undefined {
  try {
    const info = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    if (info === undefined) return undefined;
    const stamp = { size: Number(info.size), modified: info.mtimeNs, mode: Number(info.mode) & 0o7777, file: info.ino };
    return info.isSymbolicLink() ? { ...stamp, target: readlinkSync(path) } : stamp;
  } catch {
    return undefined;
  }
}

export function sameStamp(a: Stamp | undefined, b: Stamp | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && a.modified === b.modified && a.mode === b.mode && a.file === b.file && a.target === b.target;
}
