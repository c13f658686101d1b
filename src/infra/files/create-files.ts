import { lstatSync, mkdirSync, readdirSync, statSync } from "node:fs";
import type { Dirent } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { FileInfo, Files, WriteOptions } from "@ainative-code/sdk";
import { changeFiles } from "./change-files.ts";
import { checkUnchanged, existingFile } from "./existing-file.ts";
import { createFence, refused } from "./fence.ts";
import type { Fence, Grants } from "./fence.ts";
import { fileError, systemCodeOf } from "./file-error.ts";
import { pinFolder } from "./pinned-folder.ts";
import { readWholeFile } from "./read-file.ts";
import { realPathOf } from "./real-path-of.ts";
import { replaceFile } from "./replace-file.ts";
import { versionOf } from "./versions.ts";
import type { Versions } from "./versions.ts";
import { walk, type Walk } from "./walk.ts";
import { walkHolding } from "./walk-holding.ts";

export interface FilesOptions {
  /** Absolute. */
  readonly cwd: string;
  /** Of the session: shared by all its calls. */
  readonly versions: Versions;
  /** For this call, as `realPathOf` gives them. */
  readonly grants?: Grants;
  /** Refuse nothing. */
  readonly unconfined?: boolean;
  /** Files that are neither read nor listed, also where nothing else is refused. */
  readonly denied?: ((real: string) => boolean) | undefined;
  /** Where ripgrep is, for walks that look for texts; asked when there is one. */
  readonly ripgrep?: (() => string | undefined) | undefined;
  /** So many files a walk tells of before it asks ripgrep. */
  readonly scanAfter?: number;
  /** Ends a walk, which then throws `cancelled`. */
  readonly signal?: AbortSignal;
}

const defaultMaxBytes = 50 * 1024 * 1024;
const nothing: Grants = { read: [], write: [] };

/** The files of one tool call. */
export function createFiles(options: FilesOptions): Files {
  const cwd = realPathOf(options.cwd, ".");
  const { versions, grants = nothing, unconfined = false, denied, signal, ripgrep, scanAfter } = options;
  const fence = createFence({ cwd, grants, unconfined, denied });
  const walked = new Set<string>();
  /** Of a folder that a walk has been in, the way there needs no second look: a search would make one for each of its files. */
  const readable = (path: string): string => {
    const plain = resolve(cwd, path);
    return walked.has(dirname(plain)) && !isLink(plain) ? plain : fence.readable(path);
  };
  return {
    resolve: async (path) => fence.readable(path),
    info: async (path) => infoOf(readable(path)),
    async read(path, { maxBytes = defaultMaxBytes, glance = false, onChanged } = {}) {
      const plain = resolve(cwd, path);
      const near = walked.has(dirname(plain)) ? await readInside(fence, plain, maxBytes).catch(secondLook) : undefined;
      const real = near === undefined ? fence.readable(path) : plain;
      const bytes = near ?? (await telling("read", real, () => readInside(fence, real, maxBytes)));
      if (glance && onChanged === undefined) return bytes;
      const [before, now] = [versions.get(real), versionOf(bytes)];
      if (before !== undefined && before !== now) onChanged?.();
      if (!glance) versions.set(real, now);
      return bytes;
    },
    async write(path, bytes, writeOptions = {}) {
      const real = fence.writable(path);
      await telling("write", real, () => writeInside({ fence, versions, real, bytes, options: writeOptions }));
    },
    change: async (changes) => changeFiles(changes, { fence, versions }),
    list: async (path) => {
      const real = fence.readable(path);
      return telling("list", real, async () => namesIn(real).filter((name) => denied?.(join(real, name)) !== true));
    },
    walk: ({ root = ".", includeIgnored = false, depth, folders, holding } = {}) => {
      const real = fence.readable(root);
      const options: Walk = {
        cwd,
        root: real,
        includeIgnored,
        depth,
        folders,
        onFolder: (folder) => void walked.add(folder),
        allows: (path) => fence.allows(path, "read"),
        denied,
        signal,
      };
      const program = holding === undefined || folders === true || depth !== undefined ? undefined : ripgrep?.();
      return holding === undefined || program === undefined
        ? walk(options)
        : walkHolding(options, { program, ...holding }, scanAfter);
    },
  };
}

async function telling<T>(verb: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileError(error, verb, path);
  }
}

/** A link swapped in after the check shows in where the opened file is. */
async function readInside(fence: Fence, real: string, maxBytes: number): Promise<Buffer> {
  fence.checkDenied(real);
  const { bytes, realPath } = await readWholeFile(real, maxBytes);
  fence.checkDenied(realPath);
  if (realPath !== real && !fence.allows(realPath, "read")) throw refused(real, realPath, "read");
  return bytes;
}

interface Writing {
  readonly fence: Fence;
  readonly versions: Versions;
  readonly real: string;
  readonly bytes: Uint8Array;
  readonly options: WriteOptions;
}

async function writeInside({ fence, versions, real, bytes, options }: Writing): Promise<void> {
  mkdirSync(dirname(real), { recursive: true });
  const folder = pinFolder(dirname(real));
  const name = basename(real);
  try {
    const kept = existingFile(folder, name, real);
    const seen = versions.get(real);
    const base = options.replacing === undefined ? seen : versionOf(options.replacing);
    const lastCheck = async (): Promise<void> => {
      const target = join(folder.realPath(), name);
      if (!fence.allows(target, "write")) throw refused(real, target, "write");
      if (kept !== undefined) await checkUnchanged(folder.entry(name), real, base);
    };
    await lastCheck();
    await replaceFile({ folder, name, shown: real, bytes, kept, lastCheck });
    if (options.replacing === undefined || seen === base) versions.set(real, versionOf(bytes));
  } finally {
    folder.close();
  }
}

/** Whatever went wrong without a second look shows again with one. */
function secondLook(): undefined {
  return undefined;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== false;
}

function infoOf(real: string): FileInfo | undefined {
  try {
    const info = statSync(real, { throwIfNoEntry: false });
    if (info === undefined) return undefined;
    const kind = info.isFile() ? "file" : info.isDirectory() ? "directory" : "other";
    return { kind, size: info.size, modified: info.mtimeMs, mode: info.mode & 0o7777 };
  } catch (error) {
    if (systemCodeOf(error) === "ENOTDIR") return undefined;
    throw fileError(error, "look at", real);
  }
}

function namesIn(folder: string): readonly string[] {
  const isFolder = (entry: Dirent): boolean =>
    entry.isDirectory() || (entry.isSymbolicLink() && infoOf(join(folder, entry.name))?.kind === "directory");
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => (isFolder(entry) ? `${entry.name}/` : entry.name))
    .sort();
}
