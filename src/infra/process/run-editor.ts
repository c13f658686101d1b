import { spawn } from "node:child_process";
import { AinError } from "@ainative-code/sdk";

/**
 * Gives the terminal to an editor until it ends. `words` are the program and its arguments; no shell runs them. Throws
 * `not-configured` where the program can't be started and `cancelled` where it did not end well.
 */
export async function runEditor(words: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const [program = "", ...args] = words;
  const child = spawn(program, args, { stdio: "inherit", env });
  const end = await ended(child).catch((cause: unknown) => {
    throw new AinError("not-configured", `The editor ${program} can't be started.`, {
      actions: ["Name another one: export EDITOR=nano", 'Or edit the file by yourself: "$EDITOR" "$(ainative-code config path)"'],
      cause,
    });
  });
  if (end !== 0) throw new AinError("cancelled", `The editor ${program} ended with ${String(end)}, so nothing is changed.`);
}

/** Resolves with the exit code, or with the name of the signal that ended it. */
async function ended(child: ReturnType<typeof spawn>): Promise<number | string> {
  const end = Promise.withResolvers<number | string>();
  child.once("error", end.reject);
  child.once("exit", (code, signal) => {
    end.resolve(code ?? signal ?? "");
  });
  return end.promise;
}
