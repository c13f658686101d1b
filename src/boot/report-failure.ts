import type { AinError } from "@ainative-code/sdk";

/** Two lines and more for a person: what happened, then what to do next. */
export function failureText(error: AinError): string {
  const lines = [error.message, ...error.actions.map((action) => `Try: ${action}`)];
  return `${lines.map(printable).join("\n")}\n`;
}

/** Text of servers can be in an error: nothing of it may steer the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "");
}

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
    process.stderr.write(failureText(error));
  }
  process.exit(exitCodeOf(thrown));
}

/** oclif recognises its own class only, and a plugin may carry another copy of it. */
function isExit(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "EEXIT";
}
