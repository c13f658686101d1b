/** Time for what a command has begun and not waited for, such as the last line of a log. */
const graceMs = 500;

/**
 * Ends the process soon, if code of a plugin that took longer than it may still runs. Otherwise Node ends it when nothing
 * is left to do: a plugin's command may go on after its `run`.
 */
export function endLeftovers(): void {
  const host: unknown = Reflect.get(globalThis, Symbol.for("ainative-code.host.1"));
  if (typeof host !== "object" || host === null || Reflect.get(host, "hasLeftovers") !== true) return;
  setTimeout(() => process.exit(), graceMs).unref();
}
