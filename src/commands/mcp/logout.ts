import { Args, Command } from "@ainative-code/sdk/command";
import { findService } from "../../app/mcp/find-server.ts";
import { loginStore } from "../../app/mcp/login-place.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";

export default class McpLogout extends Command {
  static override description = "Forget the login at an MCP server.";
  static override examples = ["<%= config.bin %> mcp logout tracker"];
  static override args = { name: Args.string({ description: "the server", required: true, ignoreStdin: true }) };

  override async run(): Promise<unknown> {
    const { args } = await this.parse(McpLogout);
    const own = services(this.config);
    const was = await (await loginStore(own, await findService(own, args.name))).remove();
    own.audit({ kind: "key", actor: "user", detail: { change: "removed", provider: "mcp", name: args.name } });
    this.log(was ? `You are logged out at ${printable(args.name)}.` : `There was no login at ${printable(args.name)}.`);
    return { name: args.name, loggedOut: was };
  }
}
