import { AinError } from "@ainative-code/sdk";
import { turnLines } from "../../../rewind/turn-lines.ts";
import type { SlashCommand } from "../slash-command.ts";
import { askAndGo } from "./ask-and-go.ts";
import { openedRewinder } from "./go-on.ts";

export const commandRewind: SlashCommand = {
  name: "rewind",
  aliases: ["restore"],
  argument: "[NUMBER]",
  summary: "Go back to before an earlier prompt: files, conversation or both; alone, list them.",
  async run(argument, context) {
    const { paper } = context;
    const rewinder = await openedRewinder(context);
    const turns = await rewinder.facts();
    if (turns.length === 0) throw new AinError("invalid-input", "There is nothing to go back to: nothing was said yet.");
    if (argument === "") {
      paper.print(`${[...turnLines(turns, paper.styles), "Go back to before one: /rewind NUMBER"].join("\n")}\n`);
      return;
    }
    const turn = /^\d+$/.test(argument) ? turns[Number(argument) - 1] : undefined;
    if (turn === undefined) {
      throw new AinError("invalid-input", `There is no number ${argument} in the list.`, { actions: ["See the list: /rewind"] });
    }
    await askAndGo(rewinder, await rewinder.back(turn.prompt.id), "both", context);
  },
};
