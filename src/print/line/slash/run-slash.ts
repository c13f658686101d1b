import { AinError } from "@ainative-code/sdk";
import { meansPrompt, serverPrompts } from "../../../app/mcp/server-prompts.ts";
import { closest } from "../../../app/suggest.ts";
import { runToolCommand, toolCommands } from "../../../app/line/tool-commands.ts";
import { printable } from "../../../app/printable.ts";
import { slashCommands } from "./slash-commands.ts";
import type { SlashCommand, SlashContext } from "./slash-command.ts";

/** Runs what was entered behind a slash. Throws `AinError` for what is no command, and what a command fails with. */
export async function runSlash(line: string, context: SlashContext): Promise<"leave" | void> {
  const [, word = "", argument = ""] = /^(\S*)\s*([^]*)$/.exec(line.trim()) ?? [];
  const own = ownCommand(word);
  if (own !== undefined) return own.run(argument.trim(), context);
  const { oclif, paper, signal, commands, prompt, services } = context;
  if (meansPrompt(services, word)) return prompt(`/${line.trim()}`);
  if ((await commands.read()).some(({ name }) => name === word)) return prompt(`/${line.trim()}`);
  const ran = await runToolCommand(oclif, line, signal, (text) => {
    paper.print(printable(text));
  });
  paper.endLine();
  if (!ran) throw unknown(word, context);
}

function ownCommand(word: string): SlashCommand | undefined {
  return slashCommands.find(({ name, aliases }) => name === word || aliases.includes(word));
}

/** Whether what was entered is a command that does not wait for the turn that runs. */
export function isImmediate(input: string): boolean {
  const [, word = ""] = /^\s*\/(\S+)/.exec(input) ?? [];
  return ownCommand(word)?.isImmediate === true;
}

function unknown(word: string, context: SlashContext): AinError {
  const names = slashNames(context);
  const meant = closest(word, names);
  const question = meant === undefined ? "" : ` Did you mean /${meant}?`;
  return new AinError("invalid-input", `There is no command /${word}.${question}`, { actions: ["See all of them: /help"] });
}

/** Every command that can be typed, for completion. */
export function slashNames({
  oclif,
  commands,
  services,
}: Pick<SlashContext, "oclif" | "commands" | "services">): readonly string[] {
  const own = slashCommands.flatMap(({ name, aliases }) => [name, ...aliases.filter((alias) => alias !== "?")]);
  const all = [
    ...own,
    ...commands.known.map(({ name }) => name),
    ...serverPrompts(services).map(({ name }) => name),
    ...toolCommands(oclif).map(({ words }) => words),
  ];
  return [...new Set(all)].toSorted();
}
