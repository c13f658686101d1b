import { toolCommands } from "../../../app/line/tool-commands.ts";
import { printable } from "../../../app/printable.ts";
import { twoColumns } from "../two-columns.ts";
import type { SlashCommand } from "./slash-command.ts";

const keys: readonly (readonly [string, string])[] = [
  ["Enter", "send"],
  ["Shift+Enter, Ctrl+J, \\ Enter", "a new line"],
  ["Up, Down", "earlier inputs"],
  ["Tab", "complete a command or an @path"],
  ["while it works", "what you enter is told to the model at its next step"],
  ["Ctrl+C, Esc", "stop the turn; Ctrl+C once more leaves"],
  ["@path", "attach a file, a folder, an image or a PDF"],
  ["!command", "run a shell command yourself; the model does not see it"],
];

export function commandHelp(all: () => readonly SlashCommand[]): SlashCommand {
  return {
    name: "help",
    aliases: ["?"],
    argument: "",
    summary: "What can be typed here.",
    async run(_argument, { oclif, paper, commands }) {
      const own = all().map(({ name, aliases, argument, summary }) => {
        const others = aliases.map((alias) => `, /${alias}`).join("");
        return [`/${name}${others}${argument === "" ? "" : ` ${argument}`}`, summary] as const;
      });
      const prompts = (await commands.read()).map(
        ({ name, argument, summary }) => [printable(`/${name} ${argument}`.trim()), printable(summary)] as const,
      );
      const tools = toolCommands(oclif).map(({ words, summary }) => [`/${words}`, printable(summary)] as const);
      const rows = [...own, ...prompts, ...tools, ["", ""] as const, ...keys];
      paper.print(`${twoColumns(rows, paper.columns).join("\n")}\n`);
    },
  };
}
