import { failureText } from "../app/failure-text.ts";

/**
 * Tells, once, an error that nobody else has told, and ends the process with its exit code. Wrong usage and bugs are
 * oclif's to tell.
 */
export async function reportFailure(thrown: unknown, wantsJson: boolean): Promise<void> {
  const { exitCodeOf, toAinError } = await import("@ainative-code/sdk");
  if (isExit(thrown)) process.exit(exitCodeOf(thrown));
  const error = toAinError(thrown);
  if (error !== thrown && error.code === "internal") {
    const { handle } = await import("@ainative-code/sdk/oclif");
    await handle(thrown instanceof Error ? thrown : error);
  } else if (wantsJson) {
    process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  } else {
    process.stderr.write(failureText(error.toJSON()));
  }
  process.exit(exitCodeOf(thrown));
}

/** oclif recognises its own class only, and a plugin may carry another copy of it. */
function isExit(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "EEXIT";
}
