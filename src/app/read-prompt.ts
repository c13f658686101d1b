import { AinError } from "@ainative-code/sdk";
import { readStdin } from "../infra/terminal/read-stdin.ts";

/**
 * The prompt of this run: what stands on the command line, then what came by standard input. Throws `invalid-input`
 * where there is neither, and what the signal says where it aborts.
 */
export async function readPrompt(
  argument: string | undefined,
  signal: AbortSignal,
  onNotice: (text: string) => void,
): Promise<string> {
  const piped = (await readStdin({ optional: argument !== undefined, signal, onNotice })).trim();
  const prompt = [argument?.trim() ?? "", piped].filter((text) => text !== "").join("\n\n");
  if (prompt !== "") return prompt;
  throw new AinError("invalid-input", "There is no prompt.", {
    actions: [
      'Give one: ainative-code chat -p "Explain this folder"',
      "Or pipe one: git diff | ainative-code chat -p 'Review this'",
    ],
  });
}
