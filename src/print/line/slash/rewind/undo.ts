import { AinError } from "@ainative-code/sdk";
import type { Proposal, Rewinder } from "../../../../core/checkpoints/rewinder.ts";
import type { SlashCommand } from "../slash-command.ts";
import { askAndGo, type Parts } from "./ask-and-go.ts";
import { openedRewinder, partsOf } from "./go-on.ts";

export const commandUndo: SlashCommand = {
  name: "undo",
  aliases: [],
  argument: "[files|chat|both]",
  summary: "Take the last prompt back: the files it changed, the conversation, or both. Shows the changes and asks first.",
  async run(argument, context) {
    const parts = partsOf(argument);
    const rewinder = await openedRewinder(context);
    await askAndGo(rewinder, await lastProposal(rewinder, parts), parts, context);
  },
};

async function lastProposal(rewinder: Rewinder, parts: Parts): Promise<Proposal> {
  if (parts === "files") return rewinder.backFiles();
  const last = (await rewinder.turns()).at(-1);
  if (last === undefined) throw new AinError("invalid-input", "There is nothing to undo: nothing was said yet.");
  return rewinder.back(last.prompt.id);
}
