import { toAinError, type ErrorCode } from "./error.ts";

/** Wrong usage: an unknown flag or command, a missing argument. */
export const usageExitCode = 2;

/** The agent was stopped because it had made as many steps as it may. */
export const turnLimitExitCode = 53;

const exitCodes: Readonly<Record<ErrorCode, number>> = {
  internal: 1,
  server: 1,
  protocol: 1,
  storage: 1,
  "not-configured": 40,
  "unknown-model": 40,
  auth: 41,
  forbidden: 41,
  billing: 41,
  "invalid-input": 42,
  "rate-limit": 43,
  overloaded: 43,
  network: 43,
  interrupted: 43,
  "context-overflow": 44,
  "request-too-large": 44,
  "content-filter": 44,
  refusal: 44,
  "invalid-request": 44,
  unsupported: 44,
  "stale-state": 44,
  "permission-denied": 50,
  plugin: 51,
  budget: 55,
  timeout: 124,
  cancelled: 130,
};

/** `cancelled` by one of these, as `details.signal` tells: 128 and the number of the signal, as shells count. */
const signalExitCodes: ReadonlyMap<unknown, number> = new Map([["SIGHUP", 129], ["SIGINT", 130], ["SIGTERM", 143]]);

/**
 * The exit code of a run that ended with this error. An error of oclif brings its own (2 for wrong usage); whatever else
 * was thrown counts as what `toAinError` makes of it, so that a bug gives 1.
 */
export function exitCodeOf(error: unknown): number {
  const { code, details } = toAinError(error);
  const bySignal = code === "cancelled" ? signalExitCodes.get(details?.["signal"]) : undefined;
  // A code of a later minor version of the contract may come from a plugin's own copy.
  return oclifExitCode(error) ?? bySignal ?? exitCodes[code] ?? 1;
}

/** oclif keeps the exit code it wants in `error.oclif.exit`. */
function oclifExitCode(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("oclif" in error)) return undefined;
  const { oclif } = error;
  if (typeof oclif !== "object" || oclif === null || !("exit" in oclif)) return undefined;
  return typeof oclif.exit === "number" ? oclif.exit : undefined;
}
