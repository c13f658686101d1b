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
 * Tells, once, an error that nobody else has told, and ends the process with its exit code. Errors of oclif (wrong usage)
 * and bugs are oclif's to tell.
 */
export async function reportFailure(error: unknown, wantsJson: boolean): Promise<void> {
  const { exitCodeOf, isAinError } = await import("@ainative-code/sdk");
  if (!isAinError(error)) {
    const { handle } = await import("@ainative-code/sdk/oclif");
    return await handle(error instanceof Error ? error : new Error(String(error)));
  }
  if (wantsJson) process.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  else process.stderr.write(failureText(error));
  process.exit(exitCodeOf(error));
}
