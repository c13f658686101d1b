import { askedBecause } from "../../app/asked-because.ts";
import { overwritten } from "../../app/line/overwritten.ts";
import { printable } from "../../app/printable.ts";
import type { Ask, AskAnswer } from "../../core/permissions/ask.ts";
import { toolLine } from "../tool-line.ts";
import { byPieces } from "./by-words.ts";
import type { Keyboard } from "./input/keyboard.ts";
import type { Paper } from "./paper.ts";
import { questionLines } from "./question-lines.ts";

/**
 * Puts a call before the person: all of it, then a question that one key answers. Enter means no; Ctrl+C and Esc stop the
 * turn, also while a reason is typed.
 */
export function lineAsk(paper: Paper, keyboard: Pick<Keyboard, "choose" | "answer">, stop: () => void): Ask {
  return async (call, question, signal): Promise<AskAnswer> => {
    const { origin } = question;
    if (signal.aborted) return { answer: "deny" };
    paper.status(undefined);
    const who = origin === undefined ? "" : ` for the sub-agent ${printable(origin.agent)}`;
    paper.print(`\n${questionLines(call, paper.styles, overwritten(call, question)).join("\n")}\n`);
    for (const reason of askedBecause(question)) paper.print(`  ${paper.styles.quiet(printable(reason))}\n`);
    paper.print(asked(`Allow ${printable(call.name)}${who}?`, paper));
    const answer = await paper.held(async (say) => {
      const letter = await keyboard.choose(["n", "y", "a", "p", "r"], signal);
      if (letter === undefined) stop();
      if (letter === "r") {
        say("no\n");
        return refused(await keyboard.answer("Why, or what to do instead: ", signal), stop);
      }
      const { said, ...given } = answers[letter ?? ""] ?? refusal;
      say(`${said}\n`);
      return given;
    });
    // What is allowed may take its time, and nothing else says that it runs.
    if (answer.answer !== "deny" && origin === undefined) paper.status(toolLine(call));
    return answer;
  };
}

const choices = [
  "y = once,", "a = always in this conversation,", "p = always in this project,", "n = no,", "r = no, and say why", "[n]",
];

function asked(question: string, { styles, columns }: Paper): string {
  const rows = byPieces([...question.split(" "), ...choices], columns - 1).join("\n");
  return `${rows.startsWith(question) ? `${styles.strong(question)}${rows.slice(question.length)}` : rows} `;
}

function refused(reason: string | undefined, stop: () => void): AskAnswer {
  if (reason === undefined) stop();
  const said = reason?.trim() ?? "";
  return said === "" ? { answer: "deny" } : { answer: "deny", reason: said };
}

const refusal = { answer: "deny", said: "no" } as const;

const answers: Readonly<Record<string, { readonly answer: "once" | "session" | "always"; readonly said: string }>> = {
  y: { answer: "once", said: "yes" },
  a: { answer: "session", said: "always in this conversation" },
  p: { answer: "always", said: "always in this project" },
};
