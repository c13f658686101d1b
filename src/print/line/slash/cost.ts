import type { Spent } from "../../../app/line/line-chat.ts";
import { printable } from "../../../app/printable.ts";
import type { SlashCommand } from "./slash-command.ts";

export const commandCost: SlashCommand = {
  name: "cost",
  aliases: ["usage"],
  argument: "",
  summary: "Tokens since the program began, and money where it is known.",
  run(_argument, { chat, paper }) {
    const lines = chat.spent.map(spentText);
    paper.print(lines.length === 0 ? "Nothing was asked yet.\n" : `${lines.join("\n")}\n`);
    return Promise.resolve();
  },
};

function spentText({ model, usage, usd }: Spent): string {
  const money = usd === undefined ? "what it costs is not known" : `${usd.toFixed(4)} US dollars`;
  if (usage === undefined) return `${printable(model)}: its provider told no tokens, and ${money}.`;
  const { input, output } = usage;
  const cached = input.cacheRead > 0 ? ` (${input.cacheRead} of them from the cache)` : "";
  return `${printable(model)}: ${input.total} tokens in${cached}, ${output.total} out; ${money}.`;
}
