import { AinError } from "../error.ts";
import { exitCodeOf } from "../exit-code.ts";

const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Milliseconds within which a second signal is the first one told twice: npm passes on what the terminal has sent to all. */
const echoMs = 100;

let controller: AbortController | undefined;

/**
 * Aborts at the first Ctrl+C, and where the system asks the process to end; the reason is `cancelled` with the signal in
 * its `details`. The second one ends the process at once, with what it has started. Where no command has asked for this
 * signal the first one does, as if nobody listened.
 */
export function interruptSignal(): AbortSignal {
  if (controller === undefined) {
    const made = new AbortController();
    let first: number | undefined;
    const hear = (signal: NodeJS.Signals): void => {
      const error = new AinError("cancelled", `Cancelled by ${signal}.`, { details: { signal } });
      if (first !== undefined && performance.now() - first > echoMs) process.exit(exitCodeOf(error));
      first ??= performance.now();
      made.abort(error);
    };
    for (const name of names) process.on(name, hear);
    controller = made;
  }
  return controller.signal;
}
