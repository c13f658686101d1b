import { startCli, type CliOptions, type CliResult } from "./start-cli.ts";

/** How the CLI is run to its end. */
export interface RunCliOptions extends CliOptions {
  /** Standard input; closed and empty if left out. */
  readonly input?: string;
  /** Sent as soon as `when` is in what it has written. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly when: RegExp | string; readonly to?: "process" | "group" };
}

/** Runs the CLI to its end. Throws where it had to be killed at the time limit, or ended before the awaited output. */
export async function runCli(args: readonly string[], options: RunCliOptions): Promise<CliResult> {
  const cli = startCli(args, options);
  if (options.input !== undefined) cli.write(options.input);
  cli.endInput();
  if (options.signal !== undefined) {
    await cli.waitFor(options.signal.when, options.timeoutMs ?? 30_000);
    cli.kill(options.signal.name, options.signal.to);
  }
  return cli.exited;
}
