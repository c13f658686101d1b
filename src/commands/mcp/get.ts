import { Args, Command } from "@ainative-code/sdk/command";
import { describedServer, describedTools, knownFacts } from "../../app/mcp/described-server.ts";
import { findServer } from "../../app/mcp/find-server.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";
import { tableOf } from "../../print/table.ts";

export default class McpGet extends Command {
  static override description = "Show an MCP server's settings, and what it offered when it was last reached. It is not started.";
  static override examples = ["<%= config.bin %> mcp get files"];
  static override args = { name: Args.string({ description: "the server", required: true, ignoreStdin: true }) };

  override async run(): Promise<unknown> {
    const { args } = await this.parse(McpGet);
    const own = services(this.config);
    const server = await findServer(own, args.name);
    const described = describedServer(server);
    const facts = knownFacts(own, server).get();
    const lines = Object.entries(described).map(
      ([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
    );
    this.log(printable(lines.join("\n")));
    if (facts === undefined) this.log(`\nIt was not reached yet. Try it: ainative-code mcp test ${printable(args.name)}`);
    else {
      const rows = describedTools(server, facts).map(({ name, risk, description }) =>
        [name, risk, description.split("\n", 1)[0]?.slice(0, 80) ?? ""].map(printable),
      );
      this.log(`\n${printable(facts.title)}\n${tableOf(["TOOL", "RISK", "WHAT IT SAYS"], rows)}`);
      for (const { name, description } of facts.prompts) {
        this.log(printable(`prompt /mcp__${server.name}__${name}  ${description}`));
      }
      for (const note of facts.notes) this.log(printable(`It ${note}.`));
    }
    return { ...described, ...(facts === undefined ? {} : { known: { ...facts, tools: describedTools(server, facts) } }) };
  }
}
