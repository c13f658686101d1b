import type { ChildProcess, SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { closeSync } from "node:fs";
import { Socket } from "node:net";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { AinError } from "@ainative-code/sdk";
import { childProcess } from "./child-process.ts";
import type { Pipe } from "./pipe-pool.ts";
import type { Shell } from "./shell.ts";

export interface Command {
  readonly shell: Shell;
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly takePipe: () => Promise<Pipe | undefined>;
}

/** A started shell. */
export interface Child {
  /** The process group it leads. */
  readonly group: number;
  /** Resolves when the shell has ended; its output may still come. */
  readonly exit: Promise<{ readonly exitCode: number | undefined; readonly signal: string | undefined }>;
  /** Waits for the rest of the output, for so many milliseconds at most: a process that left the group may hold the pipe for ever. */
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
      const timer = setTimeout(() => outputs.forEach((output) => output.destroy()), withinMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

interface Spawned {
  readonly process: ChildProcess;
  readonly outputs: readonly Readable[];
}

async function spawnShell(started: Command): Promise<Spawned> {
  const { shell, command, cwd, env } = started;
  const pipe = await started.takePipe();
  const options: SpawnOptions = { cwd, env, argv0: basename(shell.file), detached: process.platform !== "win32", windowsHide: true };
  try {
    if (pipe === undefined) return spawnWithSockets(shell, command, options);
    const child = childProcess().spawn(shell.file, shell.arguments(command), { ...options, stdio: ["ignore", pipe.writeFd, pipe.writeFd] });
    return { process: child, outputs: [new Socket({ fd: pipe.readFd, readable: true, writable: false })] };
  } catch (error) {
    if (pipe !== undefined) closeSync(pipe.readFd);
    throw cannotStart(started, error);
  } finally {
    if (pipe !== undefined) closeSync(pipe.writeFd);
  }
}

/** Where there are no named pipes. A POSIX shell joins the two outputs itself; on Windows their order is as they arrive. */
function spawnWithSockets(shell: Shell, command: string, options: SpawnOptions): Spawned {
  const joined = process.platform === "win32" ? command : `exec 2>&1\n${command}`;
  const child = childProcess().spawn(shell.file, shell.arguments(joined), { ...options, stdio: ["ignore", "pipe", "pipe"] });
  return { process: child, outputs: [child.stdout, child.stderr].filter((output) => output !== null) };
}

function cannotStart({ shell, cwd }: Command, cause: unknown): AinError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const [reason, action] =
    code === "E2BIG"
      ? ["it is too long", "Write it to a file and run that."]
      : code === "ERR_INVALID_ARG_VALUE"
        ? ["it holds a NUL character", "Leave the NUL character out."]
        : [`${shell.file} did not start in ${cwd}`, `Check that the folder ${cwd} and the shell exist.`];
  return new AinError("invalid-input", `The command could not be started: ${reason}.`, { actions: [action], cause });
}
