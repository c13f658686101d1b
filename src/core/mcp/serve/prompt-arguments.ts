import { posixWord } from "../../agent/typed-word.ts";
import type { OwnCommand } from "../../context/own-command.ts";

export interface PromptArgument {
  readonly name: string;
  readonly description: string;
}

const whole = "arguments";

/** What a command can be given: `arg1`, `arg2`, … where its text has a place for each, else all of it as one text. */
export function promptArguments({ body, argument }: Pick<OwnCommand, "body" | "argument">): readonly PromptArgument[] {
  const places = [...body.matchAll(/\$([1-9])(?!\d)/g)].map(([, digit]) => Number(digit));
  if (places.length === 0) {
    return [{ name: whole, description: argument === "" ? "What follows the name of the prompt." : argument }];
  }
  return Array.from({ length: Math.max(...places) }, (_, index) => ({
    name: `arg${index + 1}`,
    description: argument === "" ? `Word ${index + 1}.` : argument,
  }));
}

/** What was given, as it would be typed behind the command. */
export function argumentText(given: Readonly<Record<string, string>>): string {
  const text = given[whole];
  if (text !== undefined) return text;
  const last = Math.max(0, ...Object.keys(given).map((name) => Number(/^arg([1-9])$/.exec(name)?.[1] ?? 0)));
  return Array.from({ length: last }, (_, index) => posixWord(given[`arg${index + 1}`] ?? "")).join(" ");
}
