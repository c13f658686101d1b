import { usdText } from "../../../app/money.ts";
import { spentLines } from "../../spent-lines.ts";
import type { SlashCommand } from "./slash-command.ts";

export const commandCost: SlashCommand = {
  name: "cost",
  aliases: ["usage"],
  argument: "",
  summary: "Money and tokens since the program began. Of all days: ainative-code usage.",
  run(_argument, { chat, paper }) {
    const { models, total } = chat.spent;
    const limit = chat.maxBudgetUsd === undefined ? [] : [`The budget of this run is ${usdText(chat.maxBudgetUsd)}.`];
    const lines = total.requests === 0 ? ["Nothing was asked yet."] : spentLines(models, total);
    paper.print(`${[...lines, ...limit].join("\n")}\n`);
    return Promise.resolve();
  },
};
