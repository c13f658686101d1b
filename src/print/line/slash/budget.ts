import { usdOf, usdText } from "../../../app/money.ts";
import { readUsd } from "../../../app/read-usd.ts";
import type { SlashCommand, SlashContext } from "./slash-command.ts";

export const commandBudget: SlashCommand = {
  name: "budget",
  aliases: [],
  argument: "[USD]",
  summary: "Show the budgets, or set what may be spent until the program ends.",
  async run(argument, context) {
    const { chat, paper } = context;
    if (argument !== "") await chat.change({ maxBudgetUsd: readUsd(argument) });
    paper.print(`${(await budgetLines(context)).join("\n")}\n`);
  },
};

async function budgetLines({ chat, services }: SlashContext): Promise<readonly string[]> {
  const { budget } = (await services.config()).core;
  const limits = [
    ["this run", chat.maxBudgetUsd],
    ["one turn", budget.turnUsd],
    ["a session", budget.sessionUsd],
    ["a day", budget.dayUsd],
    [budget.projectPeriod === "month" ? "this project in a month" : "this project", budget.projectUsd],
  ] as const;
  const set = limits.flatMap(([what, usd]) => (usd === undefined ? [] : [`The budget of ${what} is ${usdText(usd)}.`]));
  const spent = `${usdText(usdOf(chat.spent.total.nanoUsd))} are spent since the program began.`;
  return set.length === 0 ? ["There is no budget. Set one for this run: /budget USD", spent] : [...set, spent];
}
