import type { SlashCommand } from "../slash-command.ts";
import { askAndGo } from "./ask-and-go.ts";
import { openedRewinder, partsOf } from "./go-on.ts";

export const commandRedo: SlashCommand = {
  name: "redo",
  aliases: [],
  argument: "[files|chat|both]",
  summary: "Take the last undo back.",
  async run(argument, context) {
    const parts = partsOf(argument);
    const rewinder = await openedRewinder(context);
    await askAndGo(rewinder, await rewinder.forth(), parts, context);
  },
};
