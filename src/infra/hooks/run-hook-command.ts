import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { RunHook } from "../../core/hooks/user-hooks.ts";
import type { HookRan } from "../../core/hooks/hook-answer.ts";
import { childEnvironment } from "../process/child-environment.ts";
import { endGroup, guardGroup, releaseGroup } from "../process/process-group.ts";
import { findShell } from "../process/shell.ts";
import { createTextCollector } from "../secrets/text-collector.ts";

export interface HookPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform`. */
  readonly platform: string;
  /** Names of variables that hold secrets of the host. */
  readonly withoutEnv: readonly string[];
}

/** A hook has a few lines to say. */
const maxBytes = 1024 * 1024;
/** Milliseconds between SIGTERM and SIGKILL. */
const graceMs = 200;
/** Milliseconds for the rest of the output, after the command: what it left running may hold the pipe for ever. */
const drainMs = 100;

type Child = ChildProcessByStdio<Writable, Readable, Readable>;
type End = { readonly code: number } | { readonly failure: string };

/** Runs hooks by the user's shell in the working folder. Nothing of one is left running once its time is over. */
export function hookRunner(place: HookPlace): RunHook {
  const shell = findShell(place);
  return async (command, input, { timeoutMs, signal }) => {
    if (signal?.aborted === true) return { failure: "was not run: the turn was stopped" };
    const added = { AINATIVE_CODE_PROJECT_DIR: place.cwd };
    const env = childEnvironment({ env: place.env, withoutEnv: place.withoutEnv, added });
    const detached = place.platform !== "win32";
    try {
      const child: Child = spawn(shell.file, [...shell.arguments(command)], {
        cwd: place.cwd,
        env,
        stdio: "pipe",
        detached,
        windowsHide: true,
      });
      return await ran(child, input, timeoutMs, signal);
    } catch (error) {
      return { failure: `could not be started: ${error instanceof Error ? error.message : String(error)}` };
    }
  };
}

/** Rejects where the shell can't be started. */
async function ran(child: Child, input: string, timeoutMs: number, signal: AbortSignal | undefined): Promise<HookRan> {
  const [stdout, stderr] = [createTextCollector(maxBytes), createTextCollector(maxBytes)];
  const ended = Promise.withResolvers<End>();
  child.once("error", ended.reject);
  child.once("exit", (code, name) => {
    const end: End = code === null ? { failure: `was ended by ${name ?? "a signal"}` } : { code };
    child.once("close", () => ended.resolve(end));
    setTimeout(() => ended.resolve(end), drainMs).unref();
  });
  for (const [stream, collector] of [[child.stdout, stdout], [child.stderr, stderr]] as const) {
    stream.on("data", (bytes: Uint8Array) => {
      if (!collector.add(bytes)) ended.resolve({ failure: `printed more than ${String(maxBytes / 1024)} KiB and was ended` });
    });
  }
  // A hook need not read what it is told.
  child.stdin.on("error", () => undefined).end(input);
  const timer = setTimeout(
    () => ended.resolve({ failure: `took longer than ${String(timeoutMs / 1000)} seconds and was ended` }),
    timeoutMs,
  );
  const stop = (): void => ended.resolve({ failure: "was ended: the turn was stopped" });
  signal?.addEventListener("abort", stop, { once: true });
  if (child.pid !== undefined) guardGroup(child.pid);
  try {
    const end = await ended.promise;
    return "failure" in end ? end : { exitCode: end.code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    if (child.pid !== undefined) await over(child, child.pid);
  }
}

async function over(child: Child, group: number): Promise<void> {
  await endGroup(group, graceMs);
  releaseGroup(group);
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
}
