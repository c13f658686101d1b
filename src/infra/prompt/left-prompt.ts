import { AinError } from "@ainative-code/sdk";

/** Throws `cancelled` for a person who left a question by Ctrl+C; anything else as it is. */
export function leftPrompt(thrown: unknown): never {
  if (thrown instanceof Error && thrown.name === "ExitPromptError") {
    throw new AinError("cancelled", "Nothing was changed.", { cause: thrown });
  }
  throw thrown;
}
