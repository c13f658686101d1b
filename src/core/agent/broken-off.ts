import { AinError, isAinError } from "@ainative-code/sdk";
import { withinSentence } from "../errors/retold.ts";

/** A plugin did not let the run go on. */
export function deniedBy(plugin: string, what: string, reason: string): AinError {
  return new AinError("permission-denied", withinSentence(`The plugin ${plugin} refused the ${what}: ${reason}`, ""), {
    actions: [`Change what it objects to, or go on without it: ainative-code plugins uninstall ${plugin}`],
  });
}

/** `details.signal` says which signal of the system asked for it, where one did. What ran out of time says so itself. */
export function cancelled({ reason }: AbortSignal): AinError {
  if (isAinError(reason) && reason.code === "timeout") return reason;
  return new AinError("cancelled", "Cancelled; what was said and done before is saved.", {
    actions: ["Go on: ainative-code chat --continue -p continue"],
    details: isAinError(reason) ? reason.details : undefined,
  });
}
