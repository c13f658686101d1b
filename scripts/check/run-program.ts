import { spawn } from "node:child_process";

export interface ProgramResult {
  /** -1 where it could not be started, was ended by a signal, or ran out of time. */
  readonly code: number;
  /** Standard output and error, in the order they came. */
  readonly output: string;
}

export interface ProgramOptions {
  readonly timeoutMs: number;
  /** Called with each piece of output as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** Runs a program in the current folder, without input, and collects what it says. Its whole group ends at the time limit. */
export function runProgram(program: string, args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], detached: true });
    const pieces: string[] = [];
    const take = (piece: string): void => {
      pieces.push(piece);
      options.onOutput?.(piece);
    };
    const timer = setTimeout(() => {
      take(`\n${program} did not end within ${String(options.timeoutMs / 1000)} s and was stopped\n`);
      endGroup(child.pid);
    }, options.timeoutMs);
    const end = (code: number): void => {
      clearTimeout(timer);
      resolve({ code, output: pieces.join("") });
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", (error) => {
      take(`${program} could not be started: ${error.message}\n`);
      end(-1);
    });
    child.on("close", (code, signal) => {
      if (signal !== null) take(`${program} was ended by ${signal}\n`);
      end(code ?? -1);
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // it ended by itself in this very moment
  }
}
