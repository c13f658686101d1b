import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { logInAt } from "../../app/mcp/log-in.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";

export default class McpLogin extends Command {
  static override description =
    "Log in at an MCP server with your browser (OAuth). What comes of it is kept in the system's keychain and renewed by itself.";
  static override examples = ["<%= config.bin %> mcp login tracker", "<%= config.bin %> mcp login tracker --no-browser"];
  static override args = { name: Args.string({ description: "the server", required: true, ignoreStdin: true }) };
  static override flags = {
    browser: Flags.boolean({ default: true, allowNo: true, description: "open the browser; without it the address is printed" }),
    file: Flags.boolean({ description: "keep the login in a file that only you can read, not in the keychain" }),
  };

  override async run(): Promise<unknown> {
    const { args, flags } = await this.parse(McpLogin);
    const own = services(this.config);
    const tell = (text: string): void => this.logToStderr(printable(text));
    const loggedIn = await logInAt(own, args.name, { browser: flags.browser, file: flags.file, tell }, this.signal);
    if (loggedIn) own.audit({ kind: "key", actor: "user", detail: { change: "set", provider: "mcp", name: args.name } });
    this.log(loggedIn ? `You are logged in at ${printable(args.name)}.` : `${printable(args.name)} wants no login.`);
    return { name: args.name, loggedIn };
  }
}
