import { AsyncLocalStorage } from "node:async_hooks";

/** A command that runs inside another program: where what it prints goes, and what stops it. */
export interface CommandRun {
  readonly signal: AbortSignal;
  print(text: string): void;
}

const runs = new AsyncLocalStorage<CommandRun>();

/** Everything that `work` starts, however late it goes on, sees this run and no other. */
export function withinRun<T>(run: CommandRun, work: () => Promise<T>): Promise<T> {
  return runs.run(run, work);
}

/** `undefined` where the command is the program. */
export function currentRun(): CommandRun | undefined {
  return runs.getStore();
}
