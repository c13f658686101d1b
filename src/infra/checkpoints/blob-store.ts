import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import type * as Zlib from "node:zlib";
import { newId } from "../../core/sessions/id.ts";

/** Below, a smaller file saves no block of the disk, and loading zlib costs more than it gives. Bytes. */
const compressFrom = 64 * 1024;

/** Contents by their hash, below one folder that only its owner can read. */
export interface BlobStore {
  /** The content is on disk under its hash when it returns, also where the power fails then. Throws system errors. */
  put(hash: string, bytes: Uint8Array): void;
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
  return {
    put(hash, bytes) {
      if (isThere(plain(hash)) || isThere(packed(hash))) return;
      mkdirSync(join(folder, hash.slice(0, 2)), { recursive: true, mode: 0o700 });
      // Level 1: a tenth of the time of the usual one for about a tenth more size.
      const small = bytes.length < compressFrom ? undefined : zlib().deflateSync(bytes, { level: 1 });
      if (small !== undefined && small.length < bytes.length) writeWhole(packed(hash), small);
      else writeWhole(plain(hash), bytes);
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

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${newId()}.tmp`;
  try {
    const fd = openSync(temporary, "wx", 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
