import { Command } from "@ainative-code/sdk/command";
import { configuredServers } from "../../app/mcp/configured-servers.ts";
import { describedServer, knownFacts } from "../../app/mcp/described-server.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";
import { tableOf } from "../../print/table.ts";

export default class McpList extends Command {
  static override description = "List the MCP servers of your settings and of the project. None is started.";
  static override examples = ["<%= config.bin %> mcp list", "<%= config.bin %> mcp list --json"];

  override async run(): Promise<unknown> {
    await this.parse(McpList);
    const own = services(this.config);
    const { servers, off, problems } = await configuredServers(own, { files: [], strict: false });
    for (const problem of problems) this.warn(printable(problem));
    const listed = servers.map((server) => ({ ...describedServer(server), tools: knownFacts(own, server).get()?.tools.length }));
    const on = listed.map(({ name, origin, target, tools }) => [name, origin, tools === undefined ? "?" : String(tools), target]);
    const rows = [...on, ...off.map((name) => [name, "", "off", "turned off"])].map((row) => row.map(printable));
    this.log(
      rows.length === 0
        ? "There are no MCP servers. Add one: ainative-code mcp add NAME -- COMMAND"
        : tableOf(["NAME", "FROM", "TOOLS", "WHAT"], rows),
    );
    return { servers: listed, off, problems };
  }
}
