import { toolCommands } from "../../../app/line/tool-commands.ts";
import { printable } from "../../../app/printable.ts";
import type { SlashCommand } from "./slash-command.ts";

const keys: readonly (readonly [string, string])[] = [
  ["Enter", "send"],
  ["Shift+Enter, Ctrl+J, \\ Enter", "a new line"],
  ["Up, Down", "earlier inputs"],
  ["Tab", "complete a command or an @path"],
  ["Ctrl+C, Esc", "stop the turn; Ctrl+C once more leaves"],
  ["@path", "attach a file or an image"],
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
      const prompts = (await commands.read()).map(({ name, argument, summary }) => [printable(`/${name} ${argument}`.trim()), printable(summary)] as const);
      const tools = toolCommands(oclif).map(({ words, summary }) => [`/${words}`, printable(summary)] as const);
      const rows = [...own, ...prompts, ...tools, ["", ""] as const, ...keys];
      const width = Math.max(...rows.map(([left]) => left.length));
      paper.print(`${rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd()).join("\n")}\n`);
    },
  };
}
