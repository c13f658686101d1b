import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { finish } from "./finish.ts";
import type { CommandLine } from "./run-timed.ts";

export interface Peak {
  /** The process alone, as the kernel kept it (VmHWM). MiB. */
  readonly mainMiB: number;
  /** The process and its descendants together, the largest of the samples; not less than the process alone. MiB. */
  readonly treeMiB: number;
}

const everyMs = 4;

/** Runs a command line once and watches its memory in /proc. Throws where it fails. */
export async function peakMemory({ argv: [program = "", ...args], cwd, env, prints }: CommandLine): Promise<Peak> {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let mainKiB = 0;
  let treeKiB = 0;
  const timer = setInterval(() => {
    mainKiB = Math.max(mainKiB, statusOf(child.pid)?.peak ?? 0);
    treeKiB = Math.max(treeKiB, treeSize(child.pid));
  }, everyMs);
  await finish(child, prints).finally(() => {
    clearInterval(timer);
  });
  return { mainMiB: mainKiB / 1024, treeMiB: Math.max(mainKiB, treeKiB) / 1024 };
}

interface Status {
  /** KiB, each. */
  readonly peak: number;
  readonly resident: number;
  readonly virtual: number;
}

function statusOf(pid: number | undefined): Status | undefined {
  const status = read(`/proc/${pid}/status`);
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  const resident = field("VmRSS");
  return resident === 0 ? undefined : { peak: field("VmHWM"), resident, virtual: field("VmSize") };
}

/** A child that still runs in its parent's memory, just before it becomes another program, is not counted twice. */
function treeSize(pid: number | undefined, parent?: Status): number {
  const own = statusOf(pid);
  if (own === undefined || own.virtual === parent?.virtual) return 0;
  const children = read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return children.reduce((sum, child) => sum + treeSize(child, own), own.resident);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
