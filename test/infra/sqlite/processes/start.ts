import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";

export interface Started {
  readonly child: ChildProcess;
  /** What it prints, line by line, until its end. */
  readonly lines: AsyncIterableIterator<string>;
  readonly ended: Promise<unknown>;
  /** Ends the waiting of a process that waits for its start. */
  go(): void;
}

/** Starts a script of this folder in a process of its own. `within`: a command line that runs the one behind it. */
export function start(script: string, args: readonly string[], within: readonly string[] = []): Started {
  const [command = process.execPath, ...rest] =
    [...within, process.execPath, "--conditions=ainative-source", join(import.meta.dirname, script), ...args];
  const child = spawn(command, rest, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, lines, ended, go: () => child.stdin.end("go\n") };
}

/** A command line that gives `folder` a file system of its own with these mount options; undefined where that isn't allowed. */
export function withOwnDisk(folder: string, options: string): readonly string[] | undefined {
  if (spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", folder]).status !== 0) return undefined;
  return ["unshare", "-rm", "sh", "-c", `mount -t tmpfs -o ${options} tmpfs "$0" && exec "$@"`, folder];
}

/** Everything a process prints. */
export async function output({ lines, ended }: Started): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  await ended;
  return all;
}
