import { spawn } from "node:child_process";
import { AinError } from "@ainative-code/sdk";

export interface RunNodeOptions {
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** `show`: all it prints goes to this process's stdout. `collect`: its stdout is returned. */
  readonly output: "show" | "collect";
}

export interface NodeResult {
  readonly exitCode: number;
  /** stdout; empty where it was shown. */
  readonly output: string;
}

/** Both streams go to one, so that they stay in order where this process's output is a file or a pipe. */
const stdout = 1;

/** Runs a program on this very Node to its end, in the environment of this process. Throws `cancelled` when the signal aborts. */
export function runNode(args: readonly string[], { cwd, signal, output }: RunNodeOptions): Promise<NodeResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      signal,
      killSignal: "SIGINT",
      stdio: output === "show" ? ["ignore", stdout, stdout] : ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    child.once("error", (cause) => reject(signal.aborted ? new AinError("cancelled", "Cancelled.", { cause }) : cause));
    child.once("close", (exitCode) => resolve({ exitCode: exitCode ?? 1, output: text }));
  });
}
