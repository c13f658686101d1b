import type { SlashCommand } from "./slash-command.ts";

export const commandClear: SlashCommand = {
  name: "clear",
  aliases: ["new"],
  argument: "",
  summary: "Begin a new conversation; this one stays saved.",
  async run(_argument, { chat, paper }) {
    const before = chat.chat;
    await chat.begin({ kind: "new" });
    paper.print(
      before.messages().length === 0
        ? "A new conversation.\n"
        : `A new conversation. Back to the last one: /resume ${before.sessionId.slice(0, 8)}\n`,
    );
  },
};
