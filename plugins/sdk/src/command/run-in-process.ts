import type { Config } from "@oclif/core";
import { AinError } from "../error.ts";
import type { InProcessOptions, InProcessResult } from "./in-process.ts";

/**
 * Runs a loaded command class inside this process: nothing it prints by the methods of `Command` reaches the real stdout
 * or stderr, and `process.exitCode` stays as it is. Several runs side by side don't mix. Ends when the command ends, also
 * after an abort: a command that takes time listens to `this.signal`. Throws `plugin` for a class that is not made from
 * the `Command` of this package.
 */
export async function runInProcess(
  commandClass: object,
  argv: readonly string[],
  config: Config,
  options: InProcessOptions = {},
): Promise<InProcessResult> {
  if (!canRunInProcess(commandClass)) {
    throw new AinError("plugin", "This command can't run as a tool: it is not made for ainative-code.", {
      actions: ['Derive it from `Command` of "@ainative-code/sdk/command".'],
    });
  }
  return commandClass.runInProcess(argv, config, options);
}

interface RunsInProcess {
  runInProcess(argv: readonly string[], config: Config, options: InProcessOptions): Promise<InProcessResult>;
}

function canRunInProcess(commandClass: object): commandClass is RunsInProcess {
  return "runInProcess" in commandClass && typeof commandClass.runInProcess === "function";
}
