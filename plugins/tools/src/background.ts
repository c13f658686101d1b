import { AinError } from "@ainative-code/sdk";
import type { BackgroundShell, BackgroundShells, Processes } from "@ainative-code/sdk";

/** Throws `unsupported` where the host keeps nothing beyond a call. */
export function backgroundOf({ background }: Processes): BackgroundShells {
  if (background !== undefined) return background;
  throw new AinError("unsupported", "There are no background shells here.", {
    actions: ["Run the command in the foreground, with a timeoutMs."],
  });
}

/** For the model: `running`, `exit code 1`, `ended by SIGTERM`. */
export function stateOf({ running, exitCode, signal }: BackgroundShell): string {
  if (running) return "running";
  return exitCode === undefined
    ? `ended by ${signal === undefined || signal === "" ? "a signal" : signal}`
    : `exit code ${exitCode}`;
}
