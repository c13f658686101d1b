import { printable } from "../../app/printable.ts";
import { readField, type Elicit } from "../../app/mcp/serve-questions.ts";
import type { ElicitedField } from "../../core/mcp/elicitation.ts";
import type { ElicitAnswer } from "../../core/mcp/connection.ts";
import type { Keyboard } from "./input/keyboard.ts";
import type { Paper } from "./paper.ts";

/**
 * Puts what a server wants to know before the person: who asks and what for, then each field. Nothing is sent before the
 * person has agreed; Enter at the first question means no, Ctrl+C and Esc stop it.
 */
export function lineElicit(paper: Paper, keyboard: Keyboard): Elicit {
  return async (server, question, signal): Promise<ElicitAnswer> => {
    paper.status(undefined);
    paper.print(`\n${paper.styles.strong(`The MCP server ${printable(server)} asks:`)} ${printable(question.message)}\n`);
    if (question.mode === "url") {
      paper.print(
        `It wants you to open this page: ${printable(question.url)}\nDo so only if you know whose page that is. y = done, n = no [n] `,
      );
      const letter = await keyboard.choose(["n", "y"], signal);
      paper.print(letter === "y" ? "done\n" : "no\n");
      return { action: letter === "y" ? "accept" : letter === undefined ? "cancel" : "decline" };
    }
    const names = question.fields.map(({ title }) => printable(title)).join(", ");
    paper.print(
      `It gets what you enter${names === "" ? "" : ` (${names})`}. Never enter a password or a key. Answer it? y = yes, n = no [n] `,
    );
    const letter = await keyboard.choose(["n", "y"], signal);
    paper.print(letter === "y" ? "yes\n" : "no\n");
    if (letter !== "y") return { action: letter === undefined ? "cancel" : "decline" };
    return filledIn(question.fields, paper, keyboard, signal);
  };
}

async function filledIn(
  fields: readonly ElicitedField[],
  paper: Paper,
  keyboard: Keyboard,
  signal: AbortSignal,
): Promise<ElicitAnswer> {
  const content: Record<string, string | number | boolean | readonly string[]> = {};
  for (const field of fields) {
    paper.print(fieldText(field));
    for (;;) {
      const entered = await keyboard.answer(`${printable(field.title)}: `, signal);
      if (entered === undefined) return { action: "cancel" };
      const read = readField(field, entered);
      if ("why" in read) paper.print(`${read.why}\n`);
      else {
        if (read.value !== undefined) content[field.name] = read.value;
        break;
      }
    }
  }
  return { action: "accept", content };
}

function fieldText({ description, kind, options, preset, required }: ElicitedField): string {
  const kinds = {
    text: "",
    number: "a number",
    integer: "a whole number",
    boolean: "yes or no",
    choice: "one of these",
    choices: "some of these, with commas",
  };
  const notes = [
    kinds[kind],
    preset === undefined ? "" : `Enter = ${preset}`,
    required || preset !== undefined ? "" : "may be left empty",
  ].filter((text) => text !== "");
  const head = `${description}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}`.trim();
  const list = options.map(({ title }, index) => `  ${index + 1}  ${title}`);
  return [...(head === "" ? [] : [head]), ...list].map((line) => `${printable(line)}\n`).join("");
}
