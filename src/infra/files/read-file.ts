import { closeSync, constants, fstatSync, openSync, read, readlinkSync, readSync, realpathSync } from "node:fs";
import { promisify } from "node:util";
import { AinError } from "@ainative-code/sdk";

/**
 * Up to here a synchronous read takes less time than four trips to the thread pool: that is what a search over many files
 * costs.
 */
const readAtOnce = 256 * 1024;

const readAsync = promisify(read);

export interface OpenedFile {
  readonly bytes: Buffer;
  /** Where the file that was opened really is; not where it was expected, if a link was swapped in between. */
  readonly realPath: string;
}

/**
 * Reads a regular file of `maxBytes` at most. Throws system errors, and `invalid-input` for anything else than a file and
 * for a larger one.
 */
export async function readWholeFile(path: string, maxBytes: number): Promise<OpenedFile> {
  const fd = openSync(path, constants.O_RDONLY | noFollow | nonBlocking);
  try {
    const info = fstatSync(fd);
    if (!info.isFile()) throw notAFile(path, info.isDirectory());
    if (info.size > maxBytes) throw tooLarge(path, maxBytes);
    const realPath = openedPath(fd, path);
    const bytes = info.size <= readAtOnce ? readNow(fd, info.size, maxBytes) : await readInSteps(fd, info.size, maxBytes);
    if (bytes.length > maxBytes) throw tooLarge(path, maxBytes);
    return { bytes, realPath };
  } finally {
    closeSync(fd);
  }
}

/** Not on Windows. */
const noFollow = process.platform === "win32" ? 0 : constants.O_NOFOLLOW;
/** A named pipe would be waited for. */
const nonBlocking = process.platform === "win32" ? 0 : constants.O_NONBLOCK;

function openedPath(fd: number, path: string): string {
  if (process.platform === "linux") {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return realpathSync.native(path);
    }
  }
  return realpathSync.native(path);
}

/**
 * One byte more than the size is asked for: a file that says 0 may hold more (those of /proc), and one may grow. Stops
 * soon after `maxBytes`.
 */
function readNow(fd: number, size: number, maxBytes: number): Buffer {
  const chunks: Buffer[] = [];
  for (let room = size + 1, total = 0; ; room = readAtOnce) {
    const chunk = Buffer.allocUnsafe(room);
    const count = readSync(fd, chunk, 0, room, null);
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (count === 0 || total === size || total > maxBytes) return joined(chunks);
  }
}

async function readInSteps(fd: number, size: number, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let room = size + 1, total = 0; ; room = readAtOnce) {
    const chunk = Buffer.allocUnsafe(room);
    const { bytesRead } = await readAsync(fd, chunk, 0, room, null);
    chunks.push(chunk.subarray(0, bytesRead));
    total += bytesRead;
    if (bytesRead === 0 || total === size || total > maxBytes) return joined(chunks);
  }
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}

function notAFile(path: string, isFolder: boolean): AinError {
  return isFolder
    ? new AinError("invalid-input", `${path} is a folder.`, { actions: ["Name a file in it; the glob tool lists them."] })
    : new AinError("invalid-input", `${path} is not a regular file.`, { actions: ["Name a regular file."] });
}

function tooLarge(path: string, maxBytes: number): AinError {
  return new AinError("invalid-input", `${path} is larger than ${(maxBytes / 1024 / 1024).toLocaleString("en-US")} MiB.`, {
    actions: ["Look at a part of it with a shell command such as `head`, `tail` or `grep`."],
  });
}
