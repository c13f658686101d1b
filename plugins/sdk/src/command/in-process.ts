import { AinError, isAinError, toAinError } from "../error.ts";
import { exitCodeOf, usageExitCode } from "../exit-code.ts";
import { withinRun } from "./command-run.ts";

/** How a command is run inside this process. */
export interface InProcessOptions {
  readonly signal?: AbortSignal;
  /** Gets what the command prints, as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** How a command that ran inside this process ended. `error` says why, where it failed. */
export interface InProcessResult {
  /** What the command returned. */
  readonly data: unknown;
  /** All it printed, in order. */
  readonly output: string;
  /** What the process would have ended with. */
  readonly exitCode: number;
  readonly error?: AinError;
}

/** Runs `work` as a command of its own. Never throws: whatever `work` throws is in the result. */
export async function inProcess(options: InProcessOptions, work: () => Promise<unknown>): Promise<InProcessResult> {
  const printed: string[] = [];
  const print = (text: string): void => {
    printed.push(text);
    options.onOutput?.(text);
  };
  const run = { signal: options.signal ?? new AbortController().signal, print };
  try {
    const data = await withinRun(run, work);
    return { data, output: printed.join(""), exitCode: 0 };
  } catch (thrown) {
    const ended = { data: undefined, output: printed.join(""), exitCode: exitCodeOf(thrown) };
    return isExit(thrown) ? ended : { ...ended, error: asAinError(thrown) };
  }
}

/** `this.exit(code)` is a way to end and not a failure to report. */
function isExit(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "EEXIT";
}

function asAinError(thrown: unknown): AinError {
  if (isAinError(thrown) || !(thrown instanceof Error) || exitCodeOf(thrown) !== usageExitCode) return toAinError(thrown);
  return new AinError("invalid-input", thrown.message, { cause: thrown });
}
