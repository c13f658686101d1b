import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { changeServer } from "../../app/mcp/edit-servers.ts";
import { knownFacts } from "../../app/mcp/described-server.ts";
import { findServer } from "../../app/mcp/find-server.ts";
import { loginStore } from "../../app/mcp/login-place.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";

export default class McpRemove extends Command {
  static override description = "Remove an MCP server from your settings, or from the project's .mcp.json, with its login.";
  static override examples = ["<%= config.bin %> mcp remove files", "<%= config.bin %> mcp remove memory --project"];
  static override args = { name: Args.string({ description: "the server", required: true, ignoreStdin: true }) };
  static override flags = { project: Flags.boolean({ description: "from the project's file" }) };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(McpRemove);
    const own = services(this.config);
    const server = await findServer(own, args.name).catch(() => undefined);
    const origin = flags.project ? "project" : "user";
    const file = await changeServer(own, origin, args.name, undefined);
    own.audit({ kind: "config", actor: "user", detail: { key: `mcp.servers.${args.name}`, change: "removed", file } });
    if (server?.origin === origin) {
      knownFacts(own, server).forget();
      if (server.kind === "http") await (await loginStore(own, server)).remove();
    }
    this.log(printable(`${args.name} is gone from ${file}`));
    return { name: args.name, file };
  }
}
