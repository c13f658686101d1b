import { AinError } from "@ainative-code/sdk";

/** Something that the demonstration shows did not really happen. */
export function notReally(reason: string): AinError {
  return new AinError("internal", `The demonstration did not work: ${reason}.`, {
    actions: ["Look at the project afterwards: ainative-code demo --keep", "See what is installed: ainative-code providers list"],
  });
}
