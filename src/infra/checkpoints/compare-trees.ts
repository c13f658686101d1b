import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { nothingThere } from "../../core/checkpoints/file-state.ts";
import type { FileState } from "../../core/checkpoints/file-state.ts";
import type { Ledger } from "../../core/checkpoints/ledger.ts";
import type { PathEvent } from "../../core/checkpoints/ledger-entry.ts";
import type { Seen } from "../../core/checkpoints/tree-watch.ts";
import { hashOf } from "./blob-store.ts";
import { gitContents } from "./git-contents.ts";
import type { GitIndex } from "./git-index.ts";
import { ignoredBefore, withIgnored } from "./ignored-files.ts";
import { movedFiles } from "./moved-files.ts";
import type { MovedFiles } from "./moved-files.ts";
import { sameStamp } from "./scan-tree.ts";
import type { Stamp } from "./scan-tree.ts";

type Tree = ReadonlyMap<string, Stamp>;

/** What was kept, and how the file was then. */
export type KeptFiles = Map<string, { readonly stamp: Stamp; readonly state: FileState }>;

/** Two looks at a folder, and where contents from before may be found. */
export interface Looks {
  readonly cwd: string;
  readonly before: Tree;
  /** The later one. */
  readonly scanned: Tree;
  /** When the first look began, in milliseconds since the epoch. */
  readonly since: number;
  readonly kept: KeptFiles;
  /** As it was at the first look. */
  readonly index: GitIndex | undefined;
  readonly ledger: Ledger;
  /** Bytes of a file whose content is kept. */
  readonly maxBytes: number;
  /** For git. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Files that one command may change and that are followed all the same. */
const maxChanged = 2000;
/** Bytes of contents from git for one command. */
const maxFromGit = 256 * 1024 * 1024;

/** What became of the files between the two looks. */
export async function compareTrees(looks: Looks): Promise<Seen> {
  const { before, scanned, since, ledger } = looks;
  const after = withIgnored(before, scanned);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => !sameStamp(before.get(path), after.get(path)),
  );
  if (changed.length > maxChanged) return { events: [], limit: `it changed ${changed.length} files` };
  const moved = movedFiles(changed, { before, after }, ledger);
  const states = await statesBefore(looks, changed, moved);
  const isLost = [...states.values()].some(({ kind }) => kind === "unkept");
  const wasIgnored = changed.some((path) => basename(path) === ".gitignore") ? ignoredBefore(since) : undefined;
  const events: PathEvent[] = [];
  for (const path of changed) {
    const [old, now] = [states.get(path), after.get(path)];
    const ignored = old === undefined && now !== undefined ? wasIgnored?.(path) : undefined;
    if (ignored === "same") continue;
    const wasThere = ignored === "changed" || (isLost && moved.isMoved(path));
    const from = old ?? (wasThere ? noCopy("it was there before, ignored or under another name", now) : nothingThere);
    const event = await eventAt(path, from, now, looks);
    if (event !== undefined) events.push(event);
  }
  return { events };
}

/** `undefined` where nothing became of it but another time. */
async function eventAt(
  path: string,
  from: FileState,
  now: Stamp | undefined,
  { cwd, before, ledger }: Looks,
): Promise<PathEvent | undefined> {
  const to = now === undefined ? nothingThere : await ledger.look(path);
  if (from.kind === "file" && to.kind === "file" && from.hash === to.hash && from.mode === to.mode) return undefined;
  const folders = from.kind === "none" ? newFolders(path, cwd, before) : [];
  return { path, before: from, after: to, ...(folders.length === 0 ? {} : { folders }) };
}

/** What the changed paths were before, where their content is at hand. */
async function statesBefore(
  looks: Looks,
  changed: readonly string[],
  moved: MovedFiles,
): Promise<ReadonlyMap<string, FileState>> {
  const fromGit = await contentsOf(changed, looks);
  const states = new Map<string, FileState>();
  for (const path of changed) {
    const stamp = looks.before.get(path);
    if (stamp !== undefined) states.set(path, await stateBefore(path, stamp, fromGit, moved, looks));
  }
  return states;
}

async function stateBefore(
  path: string,
  stamp: Stamp,
  fromGit: ReadonlyMap<string, Buffer>,
  moved: MovedFiles,
  { kept, ledger }: Looks,
): Promise<FileState> {
  if (stamp.target !== undefined) return { kind: "link", target: stamp.target };
  const known = kept.get(path);
  if (known !== undefined && sameStamp(known.stamp, stamp)) return known.state;
  const bytes = fromGit.get(path);
  if (bytes === undefined) return (await moved.before(stamp)) ?? noCopy("a command changed it", stamp);
  const hash = hashOf(bytes);
  ledger.store(hash, bytes);
  return { kind: "file", hash, size: bytes.length, mode: stamp.mode };
}

function noCopy(why: string, stamp: Stamp | undefined): FileState {
  return { kind: "unkept", why: `${why}, and no copy from before was at hand`, stamp: `${stamp?.size} ${stamp?.modified}` };
}

/** What git keeps of files that were just as its index says. */
async function contentsOf(
  changed: readonly string[],
  { before, index, maxBytes, env }: Looks,
): Promise<ReadonlyMap<string, Buffer>> {
  const lost = changed.filter((path) => before.get(path)?.target === undefined && before.has(path));
  if (lost.length === 0 || index === undefined) return new Map();
  const entries = index.entries();
  const wanted = lost.flatMap((path) => {
    const [entry, stamp] = [entries.get(path), before.get(path)];
    return entry !== undefined && stamp?.size === entry.size && stamp.modified === entry.modified && entry.size <= maxBytes
      ? [{ path, entry }]
      : [];
  });
  const contents = await gitContents({
    root: index.root,
    objects: wanted.map(({ entry }) => entry.object),
    maxBytes: maxFromGit,
    env,
  });
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
