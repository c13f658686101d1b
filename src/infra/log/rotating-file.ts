import { closeSync, fstatSync, openSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder } from "../files/make-folder.ts";
import { rotateFiles } from "./rotate-files.ts";

export interface RotatingFileOptions {
  readonly path: string;
  /** Bytes after which a new file is begun. */
  readonly maxBytes: number;
  /** How many old ones stay, as `path.1` (the newest) to `path.N`. */
  readonly keep: number;
}

/** After so many lines, or so many milliseconds without one, it is looked whether another process has begun a new file. */
const linesPerLook = 32;
const restPerLook = 500;

/**
 * A file that lines are appended to, each one whole and at once, so that nothing is lost when the process dies. Several
 * processes may share it: a line always goes to the open file, or to the one that was open a moment ago, never nowhere.
 * Throws what the file system throws.
 */
export class RotatingFile {
  readonly #options: RotatingFileOptions;
  #fd: number | undefined;
  #inode = 0;
  #lines = 0;
  #lookedAt = 0;

  constructor(options: RotatingFileOptions) {
    this.#options = options;
  }

  write(line: string): void {
    const now = Date.now();
    if (this.#fd === undefined || this.#lines++ % linesPerLook === 0 || now - this.#lookedAt > restPerLook) this.#look(now);
    const bytes = Buffer.from(line);
    // A line in one call: with O_APPEND, lines of two processes never mix.
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#open(), bytes, done);
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #look(now: number): void {
    const { path, maxBytes, keep } = this.#options;
    this.#lookedAt = now;
    if (inodeOf(path) !== this.#inode) this.close();
    if (fstatSync(this.#open()).size < maxBytes) return;
    try {
      if (rotateFiles(path, keep, this.#inode)) this.close();
    } catch {
      // A folder that takes no new file: the one that is open goes on growing, which loses nothing.
    }
  }

  #open(): number {
    if (this.#fd !== undefined) return this.#fd;
    const { path } = this.#options;
    makeFolder(dirname(path), 0o700);
    this.#fd = openSync(path, "a", 0o600);
    this.#inode = fstatSync(this.#fd).ino;
    return this.#fd;
  }
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}
