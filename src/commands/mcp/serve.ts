import { Command, Flags } from "@ainative-code/sdk/command";
import { serveOverStdio } from "../../app/mcp-serve/serve-stdio.ts";
import { serveOverHttp } from "../../app/mcp-serve/serve-http.ts";
import { printable } from "../../app/printable.ts";
import { problemText } from "../../app/problem-text.ts";
import { runFlags } from "../../app/run-flags.ts";
import { services } from "../../app/services.ts";
import { settingFlags, settingsOf } from "../../app/setting-flags.ts";

export default class McpServe extends Command {
  static override description =
    "Offer our tools, and the commands of plugins that are tools, to other programs over MCP: to the one that starts this, or over HTTP.";
  static override enableJsonFlag = false;
  static override examples = [
    "<%= config.bin %> mcp serve --allowed-tools 'edit(src/**)'",
    "<%= config.bin %> mcp serve --permission-mode plan --tools read,grep",
    "<%= config.bin %> mcp serve --http --port 8765 --token keychain:mcp",
  ];
  static completes = { set: "setting" };
  static override flags = {
    http: Flags.boolean({ description: "Over HTTP, to whoever has the token, until it is stopped." }),
    host: Flags.string({ dependsOn: ["http"], description: "The address to listen on, in place of 127.0.0.1." }),
    port: Flags.integer({ min: 0, max: 65_535, dependsOn: ["http"], description: "The port; any that is free without it." }),
    token: Flags.string({
      dependsOn: ["http"],
      exclusive: ["token-env"],
      description: "Where the token is kept; a new one is made up without it.",
      helpValue: "keychain:NAME|file:PATH",
    }),
    "token-env": Flags.string({ dependsOn: ["http"], description: "The variable that holds the token.", helpValue: "NAME" }),
    // Taken by the hook `init`, before anything has looked at where we are.
    cwd: Flags.string({
      char: "C",
      description: "The folder that the tools work on, in place of the one that this is started in.",
      helpValue: "FOLDER",
    }),
    tools: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      delimiter: ",",
      description: "Offer only these.",
      helpValue: "TOOL,...",
    }),
    "permission-mode": runFlags["permission-mode"],
    "allowed-tools": runFlags["allowed-tools"],
    "disallowed-tools": runFlags["disallowed-tools"],
    "add-dir": runFlags["add-dir"],
    ...settingFlags,
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(McpServe);
    const own = services(this.config);
    const { warnings } = await own.config(settingsOf(flags));
    const tell = (text: string): void => this.logToStderr(printable(`Warning: ${text}`));
    for (const warning of warnings) tell(warning);
    const options = {
      tools: flags.tools ?? [],
      permissionMode: flags["permission-mode"],
      allowedTools: flags["allowed-tools"] ?? [],
      disallowedTools: flags["disallowed-tools"] ?? [],
      addedFolders: flags["add-dir"] ?? [],
      onProblem: (problem: Parameters<typeof problemText>[0]) => tell(problemText(problem)),
    };
    const { http, host = "127.0.0.1", port = 0, token: reference, "token-env": variable } = flags;
    if (!http) return serveOverStdio(own, options, this.signal);
    const say = (text: string): void => this.logToStderr(printable(text));
    return serveOverHttp(own, { ...options, host, port, token: { reference, variable }, tell: say }, this.signal);
  }
}
