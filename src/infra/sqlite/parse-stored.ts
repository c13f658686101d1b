import { AinError } from "@ainative-code/sdk";

/** What was stored as JSON. `what` names it for the `storage` error where it was damaged. */
export function parseStored(json: string, what: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new AinError("storage", `${what} in ${file} is damaged.`, {
      actions: ["Restore the database from a backup, or go on in a new session."],
      cause: error,
    });
  }
}
