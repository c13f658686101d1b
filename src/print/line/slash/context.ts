import { contextPicture } from "../../context-picture.ts";
import type { SlashCommand } from "./slash-command.ts";

export const commandContext: SlashCommand = {
  name: "context",
  aliases: [],
  argument: "",
  summary: "What fills the model's window, and what broke the prompt cache.",
  async run(_argument, { chat, paper, signal }) {
    paper.print(
      `${contextPicture(await chat.context(signal), { bars: paper.styles.coloured ? "blocks" : "ascii", columns: paper.columns }).join("\n")}\n`,
    );
  },
};
