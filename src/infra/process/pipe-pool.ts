import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { childProcess } from "./child-process.ts";

/** Both ends of one pipe, open; whoever takes it closes them. */
export interface Pipe {
  readonly readFd: number;
  readonly writeFd: number;
}

/** One `mkfifo` makes so many: starting it costs about as much as starting a shell, and each one held is two open files. */
const batch = 16;

const idle: Pipe[] = [];
let unavailable = false;

/**
 * A real pipe. The sockets that Node makes for a child's output can't be opened by name, so `echo x > /dev/stderr` and
 * `curl -o /dev/stdout` fail on them. `undefined` where the system has no named pipes.
 */
export async function takePipe(): Promise<Pipe | undefined> {
  if (idle.length === 0 && !unavailable) {
    try {
      idle.push(...(await makePipes()));
    } catch {
      unavailable = true;
    }
  }
  return idle.pop();
}

/** The names are gone before this returns: nothing is left behind whatever happens to the process. */
async function makePipes(): Promise<readonly Pipe[]> {
  if (process.platform === "win32") throw new Error("no named pipes in the file system");
  const folder = mkdtempSync(join(tmpdir(), "ainative-code-pipes-"));
  const made: Pipe[] = [];
  try {
    const names = Array.from({ length: batch }, (_, index) => join(folder, String(index)));
    await promisify(childProcess().execFile)("mkfifo", ["-m", "600", ...names]);
    for (const name of names) made.push(openBothEnds(name));
    return made;
  } catch (error) {
    if (made.length > 0) return made;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The reader first and without waiting: a writer waits for a reader. The writer's end stays a blocking one, as programs
 * expect.
 */
function openBothEnds(name: string): Pipe {
  const readFd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return { readFd, writeFd: openSync(name, constants.O_WRONLY) };
  } catch (error) {
    closeSync(readFd);
    throw error;
  }
}
