import { AinError } from "@ainative-code/sdk";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

interface OpenFile {
  readonly fd: number;
  /** Bytes that were read. */
  at: number;
  /** The beginning of a line whose end has not been written yet. */
  rest: Buffer;
}

const chunkBytes = 64 * 1024;

/**
 * Reads a log and what is added to it, over rotations: each `read` gives the lines since the one before, those of older
 * files first. A file is held open until it is dropped, so that no line that is written to it late is missed.
 */
export class LogTail {
  readonly #path: string;
  readonly #keep: number;
  readonly #files = new Map<number, OpenFile>();

  /** `keep`: how many old files there may be, as `path.1` (the newest) to `path.N`. */
  constructor(path: string, keep: number) {
    this.#path = path;
    this.#keep = keep;
  }

  read(): readonly string[] {
    const lines: string[] = [];
    const present = new Set<number>();
    for (let age = this.#keep; age >= 0; age--) this.#meet(age === 0 ? this.#path : `${this.#path}.${age}`, present);
    for (const [inode, file] of this.#files) {
      lines.push(...newLines(file));
      if (!present.has(inode)) this.#drop(inode, file);
    }
    return lines;
  }

  close(): void {
    for (const [inode, file] of this.#files) this.#drop(inode, file);
  }

  /** Files are met from the oldest on, and the map keeps that order. */
  #meet(path: string, present: Set<number>): void {
    const fd = openIfThere(path);
    if (fd === undefined) return;
    const { ino } = fstatSync(fd);
    present.add(ino);
    if (this.#files.has(ino)) closeSync(fd);
    else this.#files.set(ino, { fd, at: 0, rest: Buffer.alloc(0) });
  }

  #drop(inode: number, { fd }: OpenFile): void {
    closeSync(fd);
    this.#files.delete(inode);
  }
}

function newLines(file: OpenFile): readonly string[] {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const chunks = [file.rest];
  for (;;) {
    const count = readSync(file.fd, chunk, 0, chunkBytes, file.at);
    if (count === 0) break;
    file.at += count;
    chunks.push(Buffer.from(chunk.subarray(0, count)));
  }
  const bytes = Buffer.concat(chunks);
  const end = bytes.lastIndexOf(0x0a) + 1;
  file.rest = bytes.subarray(end);
  return end === 0 ? [] : bytes.toString("utf8", 0, end - 1).split("\n");
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return undefined;
    throw new AinError("storage", `The log ${path} can't be read (${String(code)}).`, {
      actions: ["Look at what is in its place, and who may read it", "Or log somewhere else: AINATIVE_CODE_HOME"],
      cause: error,
    });
  }
}
