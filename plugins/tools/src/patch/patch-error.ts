import { AinError } from "@ainative-code/sdk";

/** What is wrong with the patch as it is written. `line` counts from 1. */
export function notAPatch(what: string, line?: number): AinError {
  return new AinError("invalid-input", `The patch can't be read: ${line === undefined ? "" : `line ${line}: `}${what}.`, {
    actions: ["Write it between *** Begin Patch and *** End Patch, or as a unified diff. Nothing was changed."],
  });
}

/** What keeps a patch from fitting. */
export function doesNotFit(what: string, action: string): AinError {
  return new AinError("invalid-input", what, { actions: [action, "Nothing was changed, in no file of the patch."] });
}
