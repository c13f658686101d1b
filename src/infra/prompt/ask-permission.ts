import type { ToolCallPart } from "@ainative-code/sdk";
import type { Ask, AskAnswer } from "../../core/permissions/ask.ts";

/** Lines of a long input that are shown; what is behind the cut is said to be there. */
const shownLines = 60;

/**
 * Asks on the terminal, on stderr, so that stdout stays the answer. The whole input is shown before the question, made
 * harmless by `printable`. The safe answer is the first one, and Ctrl+C cancels the turn.
 */
export function terminalAsk(printable: (text: string) => string): Ask {
  return async (call, { origin }, signal): Promise<AskAnswer> => {
    const { select } = await import("@inquirer/prompts");
    process.stderr.write(`\n${inputText(call, printable)}\n`);
    try {
      const answer = await select(
        {
          message: `Allow ${printable(call.name)}${origin === undefined ? "" : ` for the sub-agent ${printable(origin.agent)}`}?`,
          choices: [
            { name: "No", value: "deny" as const },
            { name: "Yes, this once", value: "once" as const },
            { name: "Yes, and do not ask again for this until the run ends", value: "session" as const },
            { name: "Yes, and never ask again for this in this project", value: "always" as const },
          ],
        },
        { output: process.stderr, signal },
      );
      return { answer };
    } catch (thrown) {
      if (!(thrown instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(thrown.name))) throw thrown;
      // While the question stands, the terminal's Ctrl+C arrives as a key: it means the turn, as it does everywhere else.
      if (thrown.name === "ExitPromptError") process.kill(process.pid, "SIGINT");
      return { answer: "deny" };
    }
  };
}

/** Every field of the input on lines of its own. */
function inputText({ name, input }: ToolCallPart, printable: (text: string) => string): string {
  const fields = Object.entries(input).map(([key, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
    return `  ${key}: ${text.includes("\n") ? `\n${indented(text)}` : text}`;
  });
  const lines = printable([`${name} wants to run with:`, ...fields].join("\n")).split("\n");
  const rest = lines.length - shownLines;
  return rest > 0 ? [...lines.slice(0, shownLines), `  [… ${rest} more lines]`].join("\n") : lines.join("\n");
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}
