import { homedir, hostname } from "node:os";
import { AinError } from "@ainative-code/sdk";

/** The machine around this run, read once at the start and passed on. Nothing else asks the process for it. */
export interface Environment {
  /** The variables as they were at the start. On Windows all names are in upper case. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The working directory, absolute, symlinks resolved. */
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly pid: number;
  readonly hostname: string;
  /** Which of the three are a terminal. */
  readonly tty: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
}

/** Reads it. Throws `invalid-input` where the working directory has been deleted. */
export function environment(): Environment {
  return Object.freeze({
    env: Object.freeze(variables()),
    home: homedir(),
    cwd: workingDirectory(),
    platform: process.platform,
    pid: process.pid,
    hostname: hostname(),
    tty: Object.freeze({ stdin: process.stdin.isTTY, stdout: process.stdout.isTTY, stderr: process.stderr.isTTY }),
  });
}

function variables(): Record<string, string | undefined> {
  const all = Object.entries(process.env);
  return Object.fromEntries(process.platform === "win32" ? all.map(([name, value]) => [name.toUpperCase(), value]) : all);
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new AinError("invalid-input", "The working directory does not exist any more.", {
      actions: ["Change to a folder that exists, and start again."],
      cause,
    });
  }
}
