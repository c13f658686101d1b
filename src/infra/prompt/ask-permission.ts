import { stripVTControlCharacters } from "node:util";
import type { ToolCallPart } from "@ainative-code/sdk";
import type { Ask, AskAnswer } from "../../core/permissions/ask.ts";

/** Lines of a long input that are shown; what is behind the cut is said to be there. */
const shownLines = 60;

/**
 * Asks on the terminal, on stderr, so that stdout stays the answer. The whole input is shown before the question; the
 * safe answer is the first one, and Ctrl+C means no.
 */
export function terminalAsk(): Ask {
  return async (call, _question, signal): Promise<AskAnswer> => {
    const { select } = await import("@inquirer/prompts");
    process.stderr.write(`\n${inputText(call)}\n`);
    try {
      const answer = await select(
        {
          message: `Allow ${call.name}?`,
          choices: [
            { name: "No", value: "deny" as const },
            { name: "Yes, this once", value: "once" as const },
            { name: "Yes, and do not ask again for this until the run ends", value: "session" as const },
          ],
        },
        { output: process.stderr, signal },
      );
      return { answer };
    } catch (thrown) {
      if (thrown instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(thrown.name)) return { answer: "deny" };
      throw thrown;
    }
  };
}

/** Every field of the input on lines of its own, made harmless for a terminal. */
function inputText({ name, input }: ToolCallPart): string {
  const fields = Object.entries(input).map(([key, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
    return `  ${key}: ${text.includes("\n") ? `\n${indented(text)}` : text}`;
  });
  const lines = harmless([`${name} wants to run with:`, ...fields].join("\n")).split("\n");
  const rest = lines.length - shownLines;
  return rest > 0 ? [...lines.slice(0, shownLines), `  [… ${rest} more lines]`].join("\n") : lines.join("\n");
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}

function harmless(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "�");
}
