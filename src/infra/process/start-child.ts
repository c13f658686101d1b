import type { ChildProcess, SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { Socket } from "node:net";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { AinError, isAinError } from "@ainative-code/sdk";
import type { Fence, FencedStart } from "../../core/sandbox/fence.ts";
import { childProcess } from "./child-process.ts";
import type { Pipe } from "./pipe-pool.ts";
import type { Shell } from "./shell.ts";

export interface Command {
  readonly shell: Shell;
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly takePipe: () => Promise<Pipe | undefined>;
  /** What it runs behind. */
  readonly fence?: Fence | undefined;
}

/** A started shell. */
export interface Child {
  /** The process group it leads. */
  readonly group: number;
  /** Resolves when the shell has ended; its output may still come. */
  readonly exit: Promise<{ readonly exitCode: number | undefined; readonly signal: string | undefined }>;
  /**
   * Waits for the rest of the output, for so many milliseconds at most: a process that left the group may hold the pipe
   * for ever.
   */
  drain(withinMs: number): Promise<void>;
}

/** stdout and stderr share one pipe, so that their order is kept. Throws `invalid-input` where the shell can't be started. */
export async function startChild(command: Command, onChunk: (chunk: Uint8Array) => void): Promise<Child> {
  const { process: child, outputs } = await spawnShell(command);
  for (const output of outputs) output.on("data", onChunk).on("error", () => output.destroy());
  const closed = Promise.all(outputs.map(async (output) => once(output, "close")));
  const exit = Promise.withResolvers<Awaited<Child["exit"]>>();
  child.once("exit", (code, signal) => exit.resolve({ exitCode: code ?? undefined, signal: signal ?? undefined }));
  try {
    await once(child, "spawn");
  } catch (error) {
    for (const output of outputs) output.destroy();
    throw cannotStart(command, error);
  }
  return {
    group: child.pid ?? 0,
    exit: exit.promise,
    async drain(withinMs) {
      // Not before what is there has been read once more: a busy machine may come to this late.
      const timer = setTimeout(() => setImmediate(() => outputs.forEach((output) => output.destroy())), withinMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

interface Spawned {
  readonly process: ChildProcess;
  readonly outputs: readonly Readable[];
}

async function spawnShell(command: Command): Promise<Spawned> {
  const pipe = await command.takePipe();
  let [start, third]: [FencedStart?, number?] = [];
  try {
    start = await startOf(command, pipe === undefined);
    third = start.third === undefined ? undefined : openSync(start.third, "r");
    const spawned = spawnStart(command, start, [pipe, third]);
    spawned.process.once("close", start.done);
    spawned.process.once("error", start.done);
    return spawned;
  } catch (error) {
    start?.done();
    if (pipe !== undefined) closeSync(pipe.readFd);
    throw cannotStart(command, error);
  } finally {
    if (third !== undefined) closeSync(third);
    if (pipe !== undefined) closeSync(pipe.writeFd);
  }
}

/** Where there are no named pipes, a POSIX shell joins the two outputs itself; on Windows their order is as they arrive. */
async function startOf({ shell, command, cwd, fence }: Command, joins: boolean): Promise<FencedStart> {
  const args = shell.arguments(joins && process.platform !== "win32" ? `exec 2>&1\n${command}` : command);
  return fence === undefined
    ? { file: shell.file, args, env: {}, done: () => undefined }
    : fence.wrap([shell.file, ...args], { cwd });
}

function spawnStart(
  { cwd, env }: Command,
  start: FencedStart,
  [pipe, third]: readonly [Pipe | undefined, number | undefined],
): Spawned {
  const outputs = pipe === undefined ? (["pipe", "pipe"] as const) : ([pipe.writeFd, pipe.writeFd] as const);
  const options: SpawnOptions = {
    cwd,
    env: { ...env, ...start.env },
    argv0: basename(start.file),
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: ["ignore", ...outputs, ...(third === undefined ? [] : [third])],
  };
  const child = childProcess().spawn(start.file, start.args, options);
  if (pipe !== undefined) return { process: child, outputs: [new Socket({ fd: pipe.readFd, readable: true, writable: false })] };
  return { process: child, outputs: [child.stdout, child.stderr].filter((output) => output !== null) };
}

function cannotStart({ shell, cwd }: Command, cause: unknown): AinError {
  if (isAinError(cause)) return cause;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const [reason, action] =
    code === "E2BIG"
      ? ["it is too long", "Write it to a file and run that."]
      : code === "ERR_INVALID_ARG_VALUE"
        ? ["it holds a NUL character", "Leave the NUL character out."]
        : [`${shell.file} did not start in ${cwd}`, `Check that the folder ${cwd} and the shell exist.`];
  return new AinError("invalid-input", `The command could not be started: ${reason}.`, { actions: [action], cause });
}
