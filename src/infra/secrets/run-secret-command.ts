import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import type { Fetched } from "../../core/auth/fetched.ts";
import { toldComplaint } from "../../core/auth/told-complaint.ts";
import { systemCodeOf } from "../files/file-error.ts";
import { endGroup, guardGroup, releaseGroup } from "../process/process-group.ts";
import { createTextCollector, type TextCollector } from "./text-collector.ts";
import { longestSecretBytes } from "./longest-secret.ts";

export interface SecretCommand {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly limitMs: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Never the working folder: a program named by a relative path must not be one of a cloned repository. */
  readonly cwd: string;
}

/** Of stderr no more is looked at. */
const complaintBytes = 4096;
/** Milliseconds between SIGTERM and SIGKILL. */
const graceMs = 200;

/** Milliseconds for the rest of the output, after the program: a daemon that it has started may hold the pipe for ever. */
const drainMs = 100;

type End = { readonly code: number } | { readonly signal: string } | "late" | "too-long";
type Child = ChildProcessByStdio<null, Readable, Readable>;

/** Runs a program without a shell and without input, and gives what it printed on stdout. Nothing of it is left running. */
export async function runSecretCommand({ words, limitMs, env, cwd }: SecretCommand): Promise<Fetched> {
  const [program = "", ...args] = words;
  const detached = process.platform !== "win32";
  try {
    const child: Child = spawn(program, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"], detached, windowsHide: true });
    return await answerOf(child, { program, limitMs });
  } catch (error) {
    return notStarted(program, error);
  }
}

interface Run {
  readonly program: string;
  readonly limitMs: number;
}

/** Rejects where the program can't be started. */
async function answerOf(child: Child, { program, limitMs }: Run): Promise<Fetched> {
  const [stdout, stderr] = [createTextCollector(longestSecretBytes), createTextCollector(complaintBytes)];
  const ended = Promise.withResolvers<End>();
  child.once("error", ended.reject);
  child.once("exit", (code, signal) => {
    const end: End = code === null ? { signal: signal ?? "a signal" } : { code };
    child.once("close", () => ended.resolve(end));
    setTimeout(() => ended.resolve(end), drainMs).unref();
  });
  child.stdout.on("data", (bytes: Uint8Array) => {
    if (!stdout.add(bytes)) ended.resolve("too-long");
  });
  child.stderr.on("data", stderr.add);
  const timer = setTimeout(() => ended.resolve("late"), limitMs);
  const group = child.pid;
  if (group !== undefined) guardGroup(group);
  try {
    return toFetched(await ended.promise, { program, limitMs }, stdout, stderr);
  } finally {
    clearTimeout(timer);
    if (group !== undefined) await end(child, group);
  }
}

async function end(child: Child, group: number): Promise<void> {
  await endGroup(group, graceMs);
  releaseGroup(group);
  child.stdout.destroy();
  child.stderr.destroy();
}

function toFetched(end: End, { program, limitMs }: Run, stdout: TextCollector, stderr: TextCollector): Fetched {
  const tryIt = [`Run it by hand to see what it does: ${program}`];
  if (end === "late") return { why: `took longer than ${limitMs / 1000} seconds and was ended`, actions: tryIt };
  if (end === "too-long") return { why: `printed more than ${longestSecretBytes / 1024} KiB`, actions: tryIt };
  const text = stdout.text();
  if ("signal" in end || end.code !== 0) {
    const complaint = toldComplaint(stderr.text(), text);
    const how = "signal" in end ? `was ended by ${end.signal}` : `failed with exit code ${end.code}`;
    return { why: `${how}${complaint === "" ? "" : `: ${complaint}`}`, actions: tryIt };
  }
  if (text.trim() !== "") return { text };
  // What is on stderr after a success may be the secret, so it is not shown.
  return {
    why: `printed nothing on stdout${stderr.text() === "" ? "" : ", only on stderr, which is not taken"}`,
    actions: tryIt,
  };
}

function notStarted(program: string, error: unknown): Fetched {
  const code = systemCodeOf(error);
  if (code === "ENOENT") {
    return { why: `needs the program ${program}, and there is none`, actions: [`Install ${program}, or correct PATH`] };
  }
  if (code === "EACCES") {
    return { why: `can't be started: ${program} may not be run by you`, actions: [`Check its mode: ls -l ${program}`] };
  }
  if (code === undefined) throw error;
  return { why: `can't be started (${code})`, actions: [`Run it by hand to see what it does: ${program}`] };
}
