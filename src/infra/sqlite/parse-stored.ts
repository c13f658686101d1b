import { AinError } from "@ainative-code/sdk";

/** A value of ours back from JSON. `what` names it for the `storage` error where it was damaged. */
export function parseStored<T>(json: string, what: string, file: string): T {
  try {
    return JSON.parse(json) as T;
  } catch (error) {
    throw new AinError("storage", `${what} in ${file} is damaged.`, {
      actions: ["Restore the database from a backup, or go on in a new session."],
      cause: error,
    });
  }
}
