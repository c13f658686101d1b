import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What git's index says of one tracked file: the object with its content, and how the file was when that was true. */
export interface IndexEntry {
  readonly object: string;
  readonly size: number;
  /** Nanoseconds since the epoch. */
  readonly modified: bigint;
}

/** The index as it is now; it is taken apart when somebody asks. */
export interface GitIndex {
  readonly root: string;
  /** By absolute path. */
  entries(): ReadonlyMap<string, IndexEntry>;
}

/** `undefined` where the folder is in no repository. */
export function gitIndex(folder: string): GitIndex | undefined {
  const root = rootOf(folder);
  if (root === undefined) return undefined;
  try {
    const path = join(gitFolderOf(root), "index");
    const [bytes, written] = [readFileSync(path), statSync(path, { bigint: true }).mtimeNs];
    return { root, entries: () => entriesOf(bytes, root, written) };
  } catch {
    return undefined;
  }
}

function rootOf(folder: string): string | undefined {
  if (statSync(join(folder, ".git"), { throwIfNoEntry: false }) !== undefined) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : rootOf(parent);
}

/** `.git` of a worktree or submodule is a file that says where the folder is. */
function gitFolderOf(root: string): string {
  const path = join(root, ".git");
  if (statSync(path).isDirectory()) return path;
  return resolve(root, /^gitdir: (.*)$/m.exec(readFileSync(path, "utf8"))?.[1] ?? ".git");
}

/**
 * Versions 2 and 3 of the format, with SHA-1 (gitformat-index(5)): a head of 12 bytes, then entries of 62 and a name, each
 * filled up with NUL to a multiple of 8. An entry as new as the index may have changed since, and is left out.
 */
function entriesOf(bytes: Buffer, root: string, written: bigint): ReadonlyMap<string, IndexEntry> {
  const entries = new Map<string, IndexEntry>();
  const version = bytes.length < 12 || bytes.toString("latin1", 0, 4) !== "DIRC" ? 0 : bytes.readUInt32BE(4);
  if (version !== 2 && version !== 3) return entries;
  let at = 12;
  for (let left = bytes.readUInt32BE(8); left > 0 && at + 62 < bytes.length; left--) {
    const extended = (bytes.readUInt16BE(at + 60) & 0x4000) !== 0 ? 2 : 0;
    const name = at + 62 + extended;
    const end = bytes.indexOf(0, name);
    if (end < 0) return entries;
    const modified = BigInt(bytes.readUInt32BE(at + 8)) * 1_000_000_000n + BigInt(bytes.readUInt32BE(at + 12));
    const entry = { object: bytes.toString("hex", at + 40, at + 60), size: bytes.readUInt32BE(at + 36), modified };
    if (modified < written) entries.set(join(root, bytes.toString("utf8", name, end)), entry);
    at += (end - at + 8) & ~7;
  }
  return entries;
}
