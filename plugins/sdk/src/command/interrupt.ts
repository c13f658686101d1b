let controller: AbortController | undefined;

/**
 * Aborts at the first Ctrl+C. The second one ends the process as if nobody listened, and so does the first where no
 * command has asked for this signal.
 */
export function interruptSignal(): AbortSignal {
  if (controller === undefined) {
    const made = new AbortController();
    process.once("SIGINT", () => made.abort());
    controller = made;
  }
  return controller.signal;
}
