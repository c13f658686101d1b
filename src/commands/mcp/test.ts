import { Args, Command } from "@ainative-code/sdk/command";
import { configuredServers } from "../../app/mcp/configured-servers.ts";
import { findServer } from "../../app/mcp/find-server.ts";
import { triedText, tryServers } from "../../app/mcp/try-server.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";

export default class McpTest extends Command {
  static override description =
    "Start or reach MCP servers, ask what they offer, and end them again. Fails where one can't be used.";
  static override examples = ["<%= config.bin %> mcp test", "<%= config.bin %> mcp test files"];
  static override args = { name: Args.string({ description: "the server; all of them if left out", ignoreStdin: true }) };

  override async run(): Promise<unknown> {
    const { args } = await this.parse(McpTest);
    const own = services(this.config);
    const all =
      args.name === undefined
        ? await configuredServers(own, { files: [], strict: false })
        : { servers: [await findServer(own, args.name)], problems: [] };
    for (const problem of all.problems) this.warn(printable(problem));
    const tried = await tryServers(own, all.servers, this.signal);
    for (const one of tried) this.log(printable(triedText(one)));
    if (tried.length === 0) this.log("There are no MCP servers.");
    if (tried.some((one) => "failure" in one)) process.exitCode = 1;
    return tried;
  }
}
