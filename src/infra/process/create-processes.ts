import { AinError } from "@ainative-code/sdk";
import type { BackgroundShells, Processes, RunOptions, RunResult } from "@ainative-code/sdk";
import type { Fence } from "../../core/sandbox/fence.ts";
import { fenceTrouble } from "../../core/sandbox/fence-trouble.ts";
import type { Shells } from "./background-shells.ts";
import { childEnvironment } from "./child-environment.ts";
import { createOutputBuffer } from "./output-buffer.ts";
import { takePipe } from "./pipe-pool.ts";
import type { Pipe } from "./pipe-pool.ts";
import { gitSettings } from "./git-settings.ts";
import { endGroup, groupEnds, guardGroup, releaseGroup } from "./process-group.ts";
import { findShell } from "./shell.ts";
import { startChild } from "./start-child.ts";
import type { Child } from "./start-child.ts";

export interface ProcessesOptions {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends what runs; `run` then throws `cancelled`. */
  readonly signal: AbortSignal;
  /** Names of variables that are not handed on: the host's secrets. */
  readonly withoutEnv?: readonly string[];
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly graceMs?: number;
  /** Gives the pipe for one command's output; `undefined` where there are none to be had. */
  readonly takePipe?: () => Promise<Pipe | undefined>;
  /** The session's shells that outlive a call; without it there are none. */
  readonly shells?: Shells | undefined;
  /** What every command runs behind. */
  readonly fence?: (() => Promise<Fence | undefined>) | undefined;
}

const defaultTimeoutMs = 30_000;
const defaultMaxOutputBytes = 64 * 1024;
const defaultGraceMs = 2_000;
/** Milliseconds a helper of the command, such as the `tee` of `> >(tee log)`, may take to finish after it. */
const afterwardsMs = 100;

/**
 * Runs command lines in the user's shell, each in a process group of its own, without a terminal and with stdin closed.
 * Nothing of a group is left when `run` has settled.
 */
export function createProcesses(options: ProcessesOptions): Processes {
  const { signal, graceMs = defaultGraceMs, shells } = options;
  return {
    ...(shells === undefined ? {} : { background: backgroundOf(shells, options) }),
    async run(run) {
      throwIfCancelled(signal);
      const startedAt = performance.now();
      const output = createOutputBuffer(run.maxOutputBytes ?? defaultMaxOutputBytes);
      const decoder = new TextDecoder();
      const fence = await options.fence?.();
      const child = await startChild({ ...commandOf(options, run), fence }, (chunk) => {
        output.add(chunk);
        run.onOutput?.(decoder.decode(chunk, { stream: true }));
      });
      const end = await watch(child, { signal, graceMs, timeoutMs: run.timeoutMs ?? defaultTimeoutMs });
      throwIfCancelled(signal);
      const text = output.text();
      const stopped = fence === undefined ? undefined : fenceTrouble({ exitCode: end.exitCode, output: text });
      return {
        ...end,
        output: text,
        outputBytes: output.total,
        durationMs: performance.now() - startedAt,
        ...(stopped === undefined ? {} : { stoppedByFence: stopped }),
      };
    },
  };
}

function backgroundOf(shells: Shells, options: ProcessesOptions): BackgroundShells {
  return {
    async start(run) {
      throwIfCancelled(options.signal);
      return shells.start({ ...commandOf(options, run), fence: await options.fence?.() });
    },
    read: async (id, { waitMs = 0 } = {}) => shells.read(id, { waitMs, signal: options.signal }),
    stop: async (id) => shells.stop(id),
    list: () => shells.list(),
  };
}

function commandOf(options: ProcessesOptions, run: RunOptions): Parameters<typeof startChild>[0] {
  return {
    shell: findShell({ env: options.env, platform: process.platform, cwd: options.cwd }),
    command: run.command,
    cwd: run.cwd ?? options.cwd,
    env: childEnvironment({
      env: options.env,
      withoutEnv: options.withoutEnv ?? [],
      added: { ...gitSettings(options.env), ...run.env },
    }),
    takePipe: options.takePipe ?? takePipe,
  };
}

type End = Pick<RunResult, "exitCode" | "signal" | "timedOut" | "backgroundEnded">;

interface Limits {
  readonly signal: AbortSignal;
  readonly graceMs: number;
  readonly timeoutMs: number;
}

/** Waits for the shell, ends the group at a limit, and clears away what the command left running. */
async function watch(child: Child, { signal, graceMs, timeoutMs }: Limits): Promise<End> {
  guardGroup(child.group);
  let timedOut = false;
  let ending: Promise<void> | undefined;
  const end = (): void => void (ending ??= endGroup(child.group, graceMs));
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutMs);
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  try {
    const exit = await child.exit;
    clearTimeout(timer);
    const left = !(await groupEnds(child.group, ending === undefined ? afterwardsMs : 0));
    if (left) end();
    await ending;
    await child.drain(afterwardsMs);
    return { ...exit, timedOut, ...(left && !timedOut ? { backgroundEnded: true } : {}) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
    releaseGroup(child.group);
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new AinError("cancelled", "The command was cancelled and its processes ended.", { cause: signal.reason });
  }
}
