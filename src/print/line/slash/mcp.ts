import { printable } from "../../../app/printable.ts";
import { serverPrompts } from "../../../app/mcp/server-prompts.ts";
import { serverStates } from "../../../app/mcp/server-states.ts";
import { byWords } from "../by-words.ts";
import type { SlashCommand } from "./slash-command.ts";

export const commandMcp: SlashCommand = {
  name: "mcp",
  aliases: ["mcps"],
  argument: "",
  summary: "Show the MCP servers, their tools and their prompts.",
  run(_argument, { services, paper }) {
    const servers = serverStates(services);
    if (servers.length === 0) paper.print("There are no MCP servers. Add one: ainative-code mcp add NAME -- COMMAND\n");
    for (const { name, state, tools } of servers) {
      paper.print(`${printable(name)}  ${paper.styles.quiet(printable(state))}\n`);
      for (const row of byWords(printable(tools.join(", ")), paper.columns - 2)) if (row !== "") paper.print(`  ${row}\n`);
    }
    for (const { name, summary } of serverPrompts(services)) {
      paper.print(`/${printable(name)}  ${paper.styles.quiet(printable(summary))}\n`);
    }
    return Promise.resolve();
  },
};
