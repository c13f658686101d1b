import { spawn } from "node:child_process";
import { finish } from "./finish.ts";

export interface CommandLine {
  /** The program and its arguments. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** What a run that did its work prints. */
  readonly prints: string;
}

export interface Timed {
  /** Just before the process was made; CLOCK_MONOTONIC in milliseconds. */
  readonly startedAt: number;
  readonly wallMs: number;
  /** User and system time of the process and of everything it started and waited for. */
  readonly cpuMs: number;
}

/** Bash tells when it began, and what the command and its descendants took. */
const script = `printf '%s\\n' "$EPOCHREALTIME" >&3
TIMEFORMAT='%3R %3U %3S'
{ time "$@" 2>&4 </dev/null; } 4>&2 2>&3`;

/** Runs a command line once. Throws where it fails. */
export async function runTimed({ argv, cwd, env, prints }: CommandLine): Promise<Timed> {
  const offset = clockOffsetMs();
  const child = spawn("bash", ["-c", script, "bash", ...argv], { cwd, env, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const [, , times = ""] = await finish(child, prints);
  const [began = Number.NaN, wall = Number.NaN, user = Number.NaN, system = Number.NaN] = times.trim().split(/\s+/).map(Number);
  return { startedAt: began * 1000 - offset, wallMs: wall * 1000, cpuMs: (user + system) * 1000 };
}

/** How far the wall clock is ahead of CLOCK_MONOTONIC, in milliseconds: taken at the moment its millisecond changes. */
function clockOffsetMs(): number {
  const before = Date.now();
  let now = before;
  while (now === before) now = Date.now();
  return now - Number(process.hrtime.bigint()) / 1e6;
}
