import { AinError } from "@ainative-code/sdk";
import type { BackgroundOutput, BackgroundShell } from "@ainative-code/sdk";
import { createGroupGuard } from "./group-guard.ts";
import { createOutputBuffer } from "./output-buffer.ts";
import { endGroup, groupEnds, guardGroup, releaseGroup } from "./process-group.ts";
import { startChild } from "./start-child.ts";
import type { Child, Command } from "./start-child.ts";

/** The shells of one session that run beside its calls. */
export interface Shells {
  start(command: Command): Promise<BackgroundShell>;
  read(id: string, options: { readonly waitMs: number; readonly signal: AbortSignal }): Promise<BackgroundOutput>;
  stop(id: string): Promise<BackgroundShell>;
  list(): readonly BackgroundShell[];
  /** Ends all of them. */
  close(): Promise<void>;
}

interface ShellsOptions {
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly graceMs?: number;
  /** Bytes of output kept between two looks: the first and the last half. */
  readonly maxOutputBytes?: number;
}

/** More at one time is a loop and no wish. */
const maxRunning = 16;
/** Ended ones that are remembered; older ones are forgotten once they were read. */
const maxKept = 50;
/** Milliseconds for output that is on its way when a shell ends. */
const afterwardsMs = 100;

/** What it wrote since the last look. */
interface Told {
  output: ReturnType<typeof createOutputBuffer>;
  /** Called when there is output, or the end. */
  readonly waiting: Set<() => void>;
}

interface Running {
  readonly child: Child;
  readonly told: Told;
  info: BackgroundShell;
  readonly ended: Promise<void>;
}

/** They end with `close`, with this process, and also where it is killed. */
export function createShells({ graceMs = 2_000, maxOutputBytes = 64 * 1024 }: ShellsOptions = {}): Shells {
  const shells = new Map<string, Running>();
  const guard = createGroupGuard();
  let count = 0;

  const follow = async (shell: Running): Promise<void> => {
    const { child } = shell;
    const exit = await child.exit;
    await groupEnds(child.group, afterwardsMs).then(async (gone) => (gone ? undefined : endGroup(child.group, graceMs)));
    await child.drain(afterwardsMs);
    releaseGroup(child.group);
    guard.drop(child.group);
    const { exitCode, signal = "" } = exit;
    shell.info = { ...shell.info, running: false, ...(exitCode === undefined ? { signal } : { exitCode }) };
    wake(shell.told);
  };

  return {
    async start(command) {
      const running = [...shells.values()].filter(({ info }) => info.running);
      if (running.length >= maxRunning) throw tooMany();
      forgetOldest(shells);
      const told: Told = { output: createOutputBuffer(maxOutputBytes), waiting: new Set() };
      const child = await startChild(command, (chunk) => {
        told.output.add(chunk);
        wake(told);
      });
      guardGroup(child.group);
      guard.add(child.group);
      const info = { id: `shell-${++count}`, command: command.command, running: true, startedAt: new Date().toISOString() };
      const ended = Promise.withResolvers<void>();
      const shell: Running = { child, info, told, ended: ended.promise };
      shells.set(info.id, shell);
      void follow(shell).then(ended.resolve, ended.reject);
      ended.promise.catch(() => undefined);
      return info;
    },
    async read(id, { waitMs, signal }) {
      const shell = shellOf(shells, id);
      await news(shell, waitMs, signal);
      const { output } = shell.told;
      shell.told.output = createOutputBuffer(maxOutputBytes);
      return { shell: shell.info, output: output.text(), outputBytes: output.total };
    },
    async stop(id) {
      const shell = shellOf(shells, id);
      if (shell.info.running) await endGroup(shell.child.group, graceMs);
      await shell.ended;
      return shell.info;
    },
    list: () => [...shells.values()].map(({ info }) => info),
    async close() {
      const running = [...shells.values()].filter(({ info }) => info.running);
      await Promise.all(running.map(async ({ child, ended }) => endGroup(child.group, graceMs).then(async () => ended)));
      guard.close();
    },
  };
}

function tooMany(): AinError {
  return new AinError("invalid-input", `${maxRunning} background shells run already.`, { actions: ["Stop one of them first."] });
}

function shellOf(shells: ReadonlyMap<string, Running>, id: string): Running {
  const found = shells.get(id);
  if (found !== undefined) return found;
  const known = [...shells.keys()].join(", ");
  throw new AinError("invalid-input", `There is no background shell "${id}".`, {
    actions: [known === "" ? "Start one first; they end with the session." : `These are there: ${known}.`],
  });
}

/** Waits for output, or the end, where there is none yet. */
async function news({ told, info }: Running, waitMs: number, signal: AbortSignal): Promise<void> {
  if (told.output.total > 0 || !info.running || waitMs <= 0 || signal.aborted) return;
  const came = Promise.withResolvers<void>();
  const stop = (): void => came.resolve();
  const timer = setTimeout(stop, waitMs);
  told.waiting.add(stop);
  signal.addEventListener("abort", stop, { once: true });
  await came.promise;
  signal.removeEventListener("abort", stop);
  clearTimeout(timer);
  told.waiting.delete(stop);
}

function wake({ waiting }: Told): void {
  for (const resolve of waiting) resolve();
}

function forgetOldest(shells: Map<string, Running>): void {
  for (const [id, { info, told }] of shells) {
    if (shells.size < maxKept) return;
    if (!info.running && told.output.total === 0) shells.delete(id);
  }
}
