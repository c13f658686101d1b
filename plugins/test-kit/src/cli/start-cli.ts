import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { constants } from "node:os";
import { until } from "../until.ts";

/** How the CLI is started. */
export interface CliOptions {
  /** The built entry of the CLI, for example `bin/run.js`. */
  readonly bin: string;
  /** The whole environment of the process: see `tempHome().env`. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Options for Node itself. */
  readonly nodeOptions?: readonly string[];
  /** Milliseconds until the process and everything it started are killed. Default 30,000. */
  readonly timeoutMs?: number;
}

/** How the CLI ended, and all that it wrote. */
export interface CliResult {
  readonly stdout: string;
  readonly stderr: string;
  /** `undefined` where a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
}

/** The CLI while it runs. */
export interface RunningCli {
  readonly pid: number;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  /**
   * Resolves when the pattern is in what it has written to either; throws when it ends first, and after `timeoutMs`:
   * 30,000 if left out.
   */
  waitFor(pattern: RegExp | string, timeoutMs?: number): Promise<void>;
  write(text: string): void;
  endInput(): void;
  /** `group`: to everything it has started as well, as a terminal does on Ctrl+C. */
  kill(signal: NodeJS.Signals, to?: "process" | "group"): void;
  /** Rejects only when it had to be killed at the time limit. */
  readonly exited: Promise<CliResult>;
}

/** Starts the CLI as a user's shell does, in a process group of its own, with pipes for a terminal. */
export function startCli(args: readonly string[], options: CliOptions): RunningCli {
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), options.bin, ...args], {
    cwd: options.cwd,
    env: options.env,
    stdio: "pipe",
    detached: true,
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  // A process that ends without having read its input is no failure of the one who wrote it.
  child.stdin.on("error", () => undefined);
  const kill = (signal: NodeJS.Signals, to: "process" | "group" = "process"): void => {
    if (to === "process") child.kill(signal);
    else killGroup(child.pid, signal);
  };
  let ended = false;
  const output = (): Output => ({ stdout: stdout(), stderr: stderr() });
  const exited = exit(child, options.timeoutMs ?? 30_000, output).finally(() => (ended = true));
  exited.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    stdout,
    stderr,
    waitFor: async (pattern, timeoutMs = 30_000) => {
      const found = (): true | undefined => (matches(pattern, stdout()) || matches(pattern, stderr()) ? true : undefined);
      const orEnded = (): "found" | "ended" | undefined => (found() === true ? "found" : ended ? "ended" : undefined);
      const outcome = await until(orEnded, `${String(pattern)} in:\n${stdout()}${stderr()}`, timeoutMs);
      if (outcome === "ended") throw new Error(`ended without ${String(pattern)}:\n${stdout()}${stderr()}`);
    },
    write: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    kill,
    exited,
  };
}

type Output = Pick<CliResult, "stdout" | "stderr">;

function exit(child: ChildProcessWithoutNullStreams, timeoutMs: number, output: () => Output): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      killGroup(child.pid, "SIGKILL");
    }, timeoutMs);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      if (late) reject(new Error(`still running after ${timeoutMs} ms:\n${output().stdout}${output().stderr}`));
      else resolve({ ...output(), exitCode: code ?? undefined, signal: signal ?? undefined });
    });
  });
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, constants.signals[signal]);
  } catch {
    // The group has ended already.
  }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  return () => text;
}

function matches(pattern: RegExp | string, text: string): boolean {
  return typeof pattern === "string" ? text.includes(pattern) : pattern.test(text);
}
