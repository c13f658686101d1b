import { closeSync, fsync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import type * as Zlib from "node:zlib";
import { promisify } from "node:util";
import { newId } from "../../core/sessions/id.ts";

/** Below, a smaller file saves no block of the disk, and loading zlib costs more than it gives. Bytes. */
const compressFrom = 256 * 1024;

/** Contents by their hash, below one folder that only its owner can read. */
export interface BlobStore {
  /** The content is in its file when it returns. Throws system errors. */
  put(hash: string, bytes: Uint8Array): void;
  /** Resolves when all that was put is safe from a power failure. Throws system errors. */
  settled(): Promise<void>;
  /** `undefined` where it is not there, or not what was put there. */
  get(hash: string): Buffer | undefined;
}

/** SHA-256 in base 16. A prompt does not wait for `node:crypto`. */
export function hashOf(bytes: Uint8Array): string {
  return process.getBuiltinModule("node:crypto").hash("sha256", bytes, "hex");
}

export function blobStore(folder: string): BlobStore {
  const plain = (hash: string): string => join(folder, hash.slice(0, 2), hash.slice(2));
  const packed = (hash: string): string => `${plain(hash)}.z`;
  const zlib = (): typeof Zlib => process.getBuiltinModule("node:zlib");
  let syncing: Promise<void>[] = [];
  const write = (path: string, bytes: Uint8Array): void => {
    const synced = writeWhole(path, bytes);
    // Whoever wants to know asks `settled`.
    synced.catch(() => undefined);
    syncing.push(synced);
  };
  return {
    async settled() {
      const all = syncing;
      syncing = [];
      await Promise.all(all);
    },
    put(hash, bytes) {
      // A power failure may have left an empty file.
      if (sizeOf(plain(hash)) === bytes.length || sizeOf(packed(hash)) > 0) return;
      mkdirSync(join(folder, hash.slice(0, 2)), { recursive: true, mode: 0o700 });
      // Level 1: a tenth of the time of the usual one for about a tenth more size.
      const small = bytes.length < compressFrom ? undefined : zlib().deflateSync(bytes, { level: 1 });
      if (small !== undefined && small.length < bytes.length) write(packed(hash), small);
      else write(plain(hash), bytes);
    },
    get(hash) {
      const bytes = read(plain(hash)) ?? inflated(read(packed(hash)));
      return bytes !== undefined && hashOf(bytes) === hash ? bytes : undefined;
    },
  };

  function inflated(bytes: Buffer | undefined): Buffer | undefined {
    try {
      return bytes === undefined ? undefined : zlib().inflateSync(bytes);
    } catch {
      return undefined;
    }
  }
}

/** -1 where nothing is. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? -1;
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

const fsyncAsync = promisify(fsync);

/** The file is there, whole, when it returns; what it gives resolves when it is safe as well. */
function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${newId()}.tmp`;
  const fd = openSync(temporary, "wx", 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    renameSync(temporary, path);
  } catch (error) {
    closeSync(fd);
    rmSync(temporary, { force: true });
    throw error;
  }
  return fsyncAsync(fd).finally(() => closeSync(fd));
}
