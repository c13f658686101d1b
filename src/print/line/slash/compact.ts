import { MarkdownStream } from "../markdown/markdown-stream.ts";
import { printable } from "../../../app/printable.ts";
import type { SlashCommand } from "./slash-command.ts";

export const commandCompact: SlashCommand = {
  name: "compact",
  aliases: ["compress"],
  argument: "[what to keep]",
  summary: "Sum the conversation up and go on with the summary; all of it stays saved.",
  async run(argument, { chat, paper, signal }) {
    paper.status("Summing up");
    const { messages, summary } = await chat.compact(argument, signal);
    paper.status(undefined);
    const markdown = new MarkdownStream(paper.styles);
    paper.print(`${markdown.write(printable(summary))}${markdown.end()}`);
    paper.endLine();
    paper.print(`${paper.styles.quiet(`${messages} messages became this summary.`)}\n`);
  },
};
