import type { ToolCallPart } from "@ainative-code/sdk";
import type { Ask, AskAnswer, AskedQuestion } from "../../core/permissions/ask.ts";

/** Lines of a long field that are shown; what is behind the cut is said to be there. */
const shownLines = 60;

/** How questions are put into words. */
export interface Wording {
  /** Makes a foreign text harmless. */
  readonly printable: (text: string) => string;
  /** Why the person is asked, a sentence each. */
  readonly because: (question: AskedQuestion) => readonly string[];
}

/**
 * Asks on the terminal, on stderr, so that stdout stays the answer. The whole input is shown before the question. The safe
 * answer is the first one, and Ctrl+C cancels the turn.
 */
export function terminalAsk({ printable, because }: Wording): Ask {
  return async (call, question, signal): Promise<AskAnswer> => {
    const { origin } = question;
    const { input, select } = await import("@inquirer/prompts");
    const reasons = because(question).map((reason) => `  ${printable(reason)}\n`);
    process.stderr.write(`\n${inputText(call, printable)}\n${reasons.join("")}`);
    try {
      const answer = await select(
        {
          message: `Allow ${printable(call.name)}${origin === undefined ? "" : ` for the sub-agent ${printable(origin.agent)}`}?`,
          choices: [
            { name: "No", value: "deny" as const },
            { name: "No, and say why, or what to do instead", value: "reason" as const },
            { name: "Yes, this once", value: "once" as const },
            { name: "Yes, and do not ask again for this until the run ends", value: "session" as const },
            { name: "Yes, and never ask again for this in this project", value: "always" as const },
          ],
        },
        { output: process.stderr, signal },
      );
      if (answer !== "reason") return { answer };
      const reason = (await input({ message: "Why, or what to do instead:" }, { output: process.stderr, signal })).trim();
      return reason === "" ? { answer: "deny" } : { answer: "deny", reason };
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
    const lines = printable(typeof value === "string" ? value : JSON.stringify(value, undefined, 2)).split("\n");
    return lines.length === 1
      ? `  ${printable(key)}: ${lines.join("")}`
      : [`  ${printable(key)}:`, ...shown(key, lines)].join("\n    ");
  });
  return [`${printable(name)} wants to run with:`, ...fields].join("\n");
}

/** A command is shown whole, whatever its length. */
function shown(key: string, lines: readonly string[]): readonly string[] {
  const rest = key === "command" ? 0 : lines.length - shownLines;
  return rest > 0 ? [...lines.slice(0, shownLines), `[… ${rest} more lines]`] : lines;
}
