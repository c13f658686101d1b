import { AinError } from "@ainative-code/sdk";
import { pastSession, pastSessions } from "../../../app/line/past-sessions.ts";
import { printable } from "../../../app/printable.ts";
import { recap } from "../recap.ts";
import type { SlashCommand, SlashContext } from "./slash-command.ts";

/** Conversations that are offered. */
const offered = 10;

export const commandResume: SlashCommand = {
  name: "resume",
  aliases: ["sessions"],
  argument: "[ID or number]",
  summary: "Go on with an earlier conversation of this folder; alone, list them.",
  async run(argument, context) {
    const { chat, services, paper } = context;
    if (argument === "") {
      paper.print(await listed(context));
      return;
    }
    const number = /^\d{1,2}$/.test(argument) ? Number(argument) : undefined;
    const id = number === undefined ? argument : (await pastSessions(services, offered))[number - 1]?.id;
    if (id === undefined) {
      throw new AinError("invalid-input", `There is no number ${argument} in the list.`, { actions: ["See the list: /resume"] });
    }
    const session = await pastSession(services, id);
    if (session.id === chat.chat.sessionId) {
      paper.print("This is the conversation you are in.\n");
      return;
    }
    await chat.begin({ kind: "by-id", id: session.id });
    paper.print(recap(chat.chat.messages(), session.title, paper.styles));
  },
};

async function listed({ services, chat, paper: { styles } }: SlashContext): Promise<string> {
  const sessions = await pastSessions(services, offered);
  if (sessions.length === 0) return "There is no earlier conversation in this folder.\n";
  const lines = sessions.map(({ id, title, updatedAt }, index) => {
    const here = id === chat.chat.sessionId ? " (this one)" : "";
    return `${String(index + 1).padStart(3)}  ${styles.quiet(`${id.slice(0, 8)}  ${updatedAt.slice(0, 16).replace("T", " ")}`)}  ${printable(title)}${here}`;
  });
  return `${[...lines, "Go on with one: /resume NUMBER"].join("\n")}\n`;
}
