import { isAinError, toAinError, type ErrorJson } from "../error.ts";
import { usageExitCode, exitCodeOf } from "../exit-code.ts";

/** Wrong usage has an exit code of its own and no error code of the contract. */
export interface UsageErrorJson {
  readonly code: "usage";
  readonly message: string;
  readonly retryable: false;
  readonly actions: readonly string[];
}

/** What a command run with `--json` prints when it fails. */
export interface FailureJson {
  readonly error: ErrorJson | UsageErrorJson;
}

/** What `--json` prints of an error. A mistake in the command line has the code `usage`, and names where its help is. */
export function failureJson(error: unknown, commandLine: string): FailureJson {
  if (isAinError(error)) return { error: error.toJSON() };
  if (!(error instanceof Error) || exitCodeOf(error) !== usageExitCode) return { error: toAinError(error).toJSON() };
  return { error: { code: "usage", message: error.message, retryable: false, actions: [`${commandLine} --help`] } };
}
