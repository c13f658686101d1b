import { printable } from "../../app/printable.ts";
import type { Ask, AskAnswer } from "../../core/permissions/ask.ts";
import type { Keyboard } from "./input/keyboard.ts";
import type { Paper } from "./paper.ts";
import { questionLines } from "./question-lines.ts";

/**
 * Puts a call before the person: all of it, then a question that one key answers. Enter means no; Ctrl+C and Esc stop the
 * turn.
 */
export function lineAsk(paper: Paper, keyboard: Keyboard, stop: () => void): Ask {
  const { styles } = paper;
  return async (call, { origin }, signal): Promise<AskAnswer> => {
    if (signal.aborted) return { answer: "deny" };
    paper.status(undefined);
    const who = origin === undefined ? "" : ` for the sub-agent ${printable(origin.agent)}`;
    paper.print(`\n${questionLines(call, styles).join("\n")}\n`);
    paper.print(`${styles.strong(`Allow ${printable(call.name)}${who}?`)} y = once, a = always in this conversation, p = always in this project, n = no [n] `);
    const letter = await keyboard.choose(["n", "y", "a", "p"], signal);
    if (letter === undefined) stop();
    const { answer, said } = answers[letter ?? ""] ?? refusal;
    paper.print(`${said}\n`);
    return { answer };
  };
}

const refusal = { answer: "deny", said: "no" } as const;

const answers: Readonly<Record<string, { readonly answer: "once" | "session" | "always"; readonly said: string }>> = {
  y: { answer: "once", said: "yes" },
  a: { answer: "session", said: "always in this conversation" },
  p: { answer: "always", said: "always in this project" },
};
