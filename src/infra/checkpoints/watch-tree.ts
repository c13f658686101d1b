import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { nothingThere } from "../../core/checkpoints/file-state.ts";
import type { FileState } from "../../core/checkpoints/file-state.ts";
import type { Ledger } from "../../core/checkpoints/ledger.ts";
import type { PathEvent } from "../../core/checkpoints/ledger-entry.ts";
import type { Seen, TreeWatch } from "../../core/checkpoints/tree-watch.ts";
import { hashOf } from "./blob-store.ts";
import { gitContents } from "./git-contents.ts";
import { ignoredBefore, withIgnored } from "./ignored-files.ts";
import { gitIndex } from "./git-index.ts";
import type { GitIndex } from "./git-index.ts";
import { movedFiles } from "./moved-files.ts";
import type { MovedFiles } from "./moved-files.ts";
import { sameStamp, scanTree, stampOf } from "./scan-tree.ts";
import type { ScanLimits, Stamp } from "./scan-tree.ts";

export interface WatchOptions extends ScanLimits {
  /** Absolute, symlinks resolved. */
  readonly cwd: string;
  readonly ledger: () => Ledger;
  /** Bytes of a file whose content is kept. */
  readonly maxBytes: number;
  /** For git. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Files that one command may change and that are followed all the same. */
const maxChanged = 2000;
/** Bytes of contents from git for one command. */
const maxFromGit = 256 * 1024 * 1024;

type Tree = ReadonlyMap<string, Stamp>;

/** How it was when the first look began. */
interface Begun {
  readonly index: GitIndex | undefined;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** What was kept, and how the file was then. */
type Kept = Map<string, { readonly stamp: Stamp; readonly state: FileState }>;

/** What a command did, by size, time and mode of every file that is not ignored. */
export function watchTree(options: WatchOptions): TreeWatch {
  const { cwd, ledger } = options;
  const kept: Kept = new Map();

  /** What a path was before, where its content is at hand. */
  const stateBefore = async (path: string, stamp: Stamp, fromGit: ReadonlyMap<string, Buffer>, moved: MovedFiles): Promise<FileState> => {
    if (stamp.target !== undefined) return { kind: "link", target: stamp.target };
    const known = kept.get(path);
    if (known !== undefined && sameStamp(known.stamp, stamp)) return known.state;
    const bytes = fromGit.get(path);
    if (bytes === undefined) return (await moved.before(stamp)) ?? noCopy("a command changed it", stamp);
    const hash = hashOf(bytes);
    ledger().store(hash, bytes);
    return { kind: "file", hash, size: bytes.length, mode: stamp.mode };
  };

  const compared = async (before: Tree, scanned: Tree, { index, since }: Begun): Promise<Seen> => {
    const after = withIgnored(before, scanned);
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => !sameStamp(before.get(path), after.get(path)));
    if (changed.length > maxChanged) return { events: [], limit: `it changed ${changed.length} files` };
    const fromGit = await contentsOf(changed, before, index, options);
    const moved = movedFiles(changed, { before, after }, ledger());
    const states = new Map<string, FileState>();
    for (const path of changed) {
      const old = before.get(path);
      if (old !== undefined) states.set(path, await stateBefore(path, old, fromGit, moved));
    }
    const isLost = [...states.values()].some(({ kind }) => kind === "unkept");
    const wasIgnored = changed.some((path) => basename(path) === ".gitignore") ? ignoredBefore(since) : undefined;
    const events: PathEvent[] = [];
    for (const path of changed) {
      const [old, now] = [states.get(path), after.get(path)];
      const ignored = old === undefined && now !== undefined ? wasIgnored?.(path) : undefined;
      if (ignored === "same") continue;
      const arrived = ignored === "changed" || (isLost && moved.isMoved(path)) ? noCopy("it was there before, ignored or under another name", now) : nothingThere;
      const from = old ?? arrived;
      const to = now === undefined ? nothingThere : await ledger().look(path);
      if (from.kind === "file" && to.kind === "file" && from.hash === to.hash && from.mode === to.mode) continue;
      const folders = from.kind === "none" ? newFolders(path, cwd, before) : [];
      events.push({ path, before: from, after: to, ...(folders.length === 0 ? {} : { folders }) });
    }
    return { events };
  };

  /** Then every look would take its time for nothing. */
  let isTooLarge = false;
  return {
    async before(known) {
      try {
        await keepKnown(known, kept, ledger());
        if (isTooLarge) return async () => Promise.resolve(tooLarge);
        const since = Date.now();
        const [before, index] = [await scanTree(cwd, options), gitIndex(cwd)];
        isTooLarge = before === undefined;
        if (before === undefined) return async () => Promise.resolve(tooLarge);
        return async () => {
          const after = await scanTree(cwd, { ...options, maxMs: options.maxMs * 5 });
          return after === undefined ? tooLarge : compared(before, after, { index, since });
        };
      } catch (thrown) {
        const limit = thrown instanceof Error ? thrown.message : String(thrown);
        return async () => Promise.resolve({ events: [], limit });
      }
    },
  };
}

function noCopy(why: string, stamp: Stamp | undefined): FileState {
  return { kind: "unkept", why: `${why}, and no copy from before was at hand`, stamp: `${stamp?.size} ${stamp?.modified}` };
}

async function keepKnown(paths: Iterable<string>, kept: Kept, ledger: Pick<ReturnType<WatchOptions["ledger"]>, "keep">): Promise<void> {
  for (const path of paths) {
    const stamp = stampOf(path);
    if (stamp === undefined || sameStamp(kept.get(path)?.stamp, stamp)) continue;
    kept.set(path, { stamp, state: await ledger.keep(path) });
  }
}

const tooLarge: Seen = { events: [], limit: "the folder has too many files to look at each" };

/** What git keeps of files that were just as its index says. */
async function contentsOf(changed: readonly string[], before: Tree, index: GitIndex | undefined, { maxBytes, env }: WatchOptions): Promise<ReadonlyMap<string, Buffer>> {
  const lost = changed.filter((path) => before.get(path)?.target === undefined && before.has(path));
  if (lost.length === 0 || index === undefined) return new Map();
  const entries = index.entries();
  const wanted = lost.flatMap((path) => {
    const [entry, stamp] = [entries.get(path), before.get(path)];
    return entry !== undefined && stamp?.size === entry.size && stamp.modified === entry.modified && entry.size <= maxBytes ? [{ path, entry }] : [];
  });
  const contents = await gitContents({ root: index.root, objects: wanted.map(({ entry }) => entry.object), maxBytes: maxFromGit, env });
  // Where filters (line ends, large files kept elsewhere) make another file of what git keeps, the sizes differ.
  return new Map(wanted.flatMap(({ path, entry }) => {
    const bytes = contents.get(entry.object);
    return bytes === undefined || bytes.length !== entry.size ? [] : [[path, bytes] as const];
  }));
}

/** Folders above a new file in which there was nothing before, outermost first. */
function newFolders(path: string, cwd: string, before: Tree): readonly string[] {
  const folder = dirname(path);
  if (folder === cwd || !folder.startsWith(cwd) || !existsSync(folder)) return [];
  for (const other of before.keys()) if (other.startsWith(`${folder}/`)) return [];
  return [...newFolders(folder, cwd, before), folder];
}
