import { checkbox, confirm, input, password, search, select } from "@inquirer/prompts";
import type { Choice, Questions } from "../../core/setup/questions.ts";
import { leftPrompt } from "./left-prompt.ts";

const pageSize = 12;

/** Asks on the terminal, on stderr. Names of servers and plugins are made harmless by `printable`. */
export function terminalQuestions(printable: (text: string) => string): Questions {
  const where = { output: process.stderr };
  const shown = <T>({ name, value, description, sample }: Choice<T>): Choice<T> => ({
    name: printable(name),
    value,
    ...(description === undefined && sample === undefined
      ? {}
      : { description: [printable(description ?? ""), sample ?? ""].join("") }),
  });
  return {
    choose: async (message, choices, preset) => {
      const config = { message, choices: choices.map(shown), pageSize, loop: false };
      return select(preset === undefined ? config : { ...config, default: preset }, where).catch(leftPrompt);
    },
    chooseSome: async (message, choices) =>
      checkbox({ message, choices: choices.map(shown), pageSize, loop: false }, where).catch(leftPrompt),
    search: async (message, choices, preset) => {
      const all = choices.map(shown);
      const source = (term: string | undefined): Choice<string>[] => matching(all, term?.trim() ?? "", preset);
      return search({ message, pageSize, source }, where).catch(leftPrompt);
    },
    text: async (message, preset, check) =>
      input({ message, default: preset, validate: (text) => check(text) ?? true }, where).catch(leftPrompt),
    hidden: async (message, mayBeEmpty = false) =>
      password({ message, mask: "*", validate: (text) => mayBeEmpty || text.trim() !== "" || "Nothing was typed." }, where).catch(
        leftPrompt,
      ),
    confirm: async (message, preset) => confirm({ message, default: preset }, where).catch(leftPrompt),
    tell: (text) => void process.stderr.write(`${printable(text)}\n`),
  };
}

/** What has all the words in it, `preset` first; what was typed stands at the end, to be taken as it is. */
function matching(all: readonly Choice<string>[], term: string, preset: string | undefined): Choice<string>[] {
  const words = term.toLowerCase().split(/\s+/);
  const found = all.filter(({ name, value }) => words.every((word) => `${name} ${value}`.toLowerCase().includes(word)));
  const sorted = [...found.filter(({ value }) => value === preset), ...found.filter(({ value }) => value !== preset)];
  const isKnown = term === "" || all.some(({ value }) => value === term);
  return isKnown ? sorted : [...sorted, { name: `Use "${term}"`, value: term }];
}
