import type { UserAnswer, UserQuestion } from "@ainative-code/sdk";
import { printable } from "../../app/printable.ts";
import type { AskUser } from "../../core/tools/ask-user.ts";
import type { Keyboard } from "./input/keyboard.ts";
import { MarkdownStream } from "./markdown/markdown-stream.ts";
import type { Paper } from "./paper.ts";
import type { Styles } from "./styles.ts";

/**
 * Puts a question of the model before the person: numbers choose, anything else is an answer in their own words, an empty
 * one is none. Ctrl+C and Esc stop the turn.
 */
export function lineQuestion(paper: Paper, keyboard: Pick<Keyboard, "answer">, stop: () => void): AskUser {
  return async (question, signal): Promise<UserAnswer> => {
    if (signal.aborted) return { kind: "dismissed" };
    // What the call shows when it begins is on its way still, and would be written over the question.
    await new Promise(setImmediate);
    paper.status(undefined);
    paper.print(questionText(question, paper));
    const entered = await paper.held(async () => keyboard.answer("Your answer: ", signal));
    if (entered === undefined && !signal.aborted) stop();
    return entered === undefined ? { kind: "dismissed" } : answerOf(entered, question);
  };
}

function questionText({ question, options, multiple }: UserQuestion, { styles }: Paper): string {
  const lines = options.map(({ label, description }, index) => {
    const more = description === undefined ? "" : styles.quiet(`  ${printable(description)}`);
    return `  ${index + 1}  ${printable(label)}${more}`;
  });
  const how =
    multiple === true
      ? "Numbers with commas, or your own words; Enter for no answer."
      : "A number, or your own words; Enter for no answer.";
  return `\n${[questionHead(printable(question), styles), ...lines, styles.quiet(how)].join("\n")}\n`;
}

/** A question of several lines is a text, a plan for one. */
function questionHead(question: string, styles: Styles): string {
  if (!question.includes("\n")) return styles.strong(question);
  const markdown = new MarkdownStream(styles);
  return `${markdown.write(question)}${markdown.end()}`;
}

/** What was entered at a question. */
export function answerOf(entered: string, { options, multiple = false }: UserQuestion): UserAnswer {
  const text = entered.trim();
  if (text === "") return { kind: "dismissed" };
  const words = multiple ? text.split(/[\s,]+/).filter((word) => word !== "") : [text];
  const chosen = words.map(
    (word) => options[Number(word) - 1] ?? options.find(({ label }) => label.toLowerCase() === text.toLowerCase()),
  );
  const labels = chosen.flatMap((option) => (option === undefined ? [] : [option.label]));
  return labels.length === words.length ? { kind: "chosen", labels: [...new Set(labels)] } : { kind: "text", text };
}
