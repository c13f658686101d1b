import { AinError } from "@ainative-code/sdk";

/** Of a statement that had its time. */
export function sqlTooSlow(ms: number): AinError {
  return new AinError(
    "timeout",
    `The statement was not done within ${ms / 1000} seconds and was ended; nothing of it was changed.`,
    {
      actions: ["Narrow it: fewer rows, a WHERE on an indexed column."],
    },
  );
}
